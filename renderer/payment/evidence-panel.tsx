import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, CircleX, UserRoundCheck } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { HistoryEntry, Payment, Sale } from '../../shared/payment.ts';
import { currentPayment } from '../../shared/payment.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { bridge } from '../state/bridge.ts';
import { mainNow } from '../state/clock.ts';
import { formatDay, formatSeconds, formatWhen } from '../i18n/format.ts';
import { roomTexts, useErrorText, useText } from '../i18n/index.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { entryWords } from './evidence-texts.ts';
import type { EntryMark } from './evidence-texts.ts';
import { recipientWords } from './recipient.ts';
import { WalletLogView } from './wallet-log.tsx';
import './evidence.css';

const useEvidenceText = roomTexts('evidence');

const MARKS: Readonly<Record<EntryMark, LucideIcon>> = {
  answer: CircleCheck,
  refusal: CircleX,
  doubt: CircleHelp,
  person: CircleAlert,
  settled: UserRoundCheck,
  step: CircleDashed,
};
/** As many as main tells of one payment. */
const MOST_ENTRIES = 300;

type Read = { readonly entries: readonly HistoryEntry[] | null; readonly failed: boolean };

/** Reads the history anew whenever the payment changes; what was read stays in view meanwhile. */
function useHistory({ saleId, reference }: Payment, changed: unknown, tries: number): Read {
  const [read, setRead] = useState<Read>({ entries: null, failed: false });
  useEffect(() => {
    let over = false;
    bridge.call['payment.history']({ saleId, reference }).then(
      ({ entries }) => over || setRead({ entries, failed: false }),
      () => over || setRead((before) => ({ ...before, failed: true })),
    );
    return () => {
      over = true;
    };
  }, [saleId, reference, changed, tries]);
  return read;
}

export interface EvidencePanelProps {
  readonly sale: Sale;
  readonly problem: ErrorCode | null;
  readonly language: Language;
  readonly onClose: () => void;
}

/**
 * What was done and learnt about a sale, newest attempt and newest line first, in plain words with the technical detail
 * beneath.
 */
export default function EvidencePanel({ sale, problem, language, onClose }: EvidencePanelProps) {
  const text = useEvidenceText();
  const { certainty } = currentPayment(sale);
  return (
    <Panel title={text('title')} close={text('close')} onClose={onClose}>
      <dl className="evidence-facts">
        {[
          [text('receipt'), formatReceiptNumber(sale.receiptNumber)],
          [text('till'), sale.posId],
          [text('opened'), formatWhen(sale.openedAt, mainNow(), language)],
          ...(problem === null ? [] : [[text('code'), problem]]),
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-code={value === problem ? problem : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="evidence-intro">{text('intro')}</p>
      {certainty.name === 'unclear' && (
        <p className="evidence-since">{text('since', { time: formatWhen(certainty.since, mainNow(), language) })}</p>
      )}
      {sale.payments.toReversed().map((payment) => (
        <Attempt key={payment.reference} payment={payment} language={language} />
      ))}
    </Panel>
  );
}

function Attempt({ payment, language }: { readonly payment: Payment; readonly language: Language }) {
  const text = useEvidenceText();
  const tillText = useText();
  const [tries, setTries] = useState(0);
  const { entries, failed } = useHistory(payment, payment, tries);
  return (
    <div className="evidence-attempt">
      <h3>{text('request', { number: payment.attempt, phone: recipientWords(payment, tillText) })}</h3>
      <p className="evidence-reference">{payment.reference}</p>
      {failed && (
        <Banner
          tone="warn"
          live
          action={
            <Button testId="read-again" onPress={() => setTries(tries + 1)}>
              {text('again')}
            </Button>
          }
        >
          {text('notRead')}
        </Banner>
      )}
      {!entries && !failed && <p>{text('loading')}</p>}
      {entries && entries.length >= MOST_ENTRIES && (
        <p className="evidence-cut">{text('cut', { count: MOST_ENTRIES })}</p>
      )}
      {entries && <Entries entries={entries} payment={payment} language={language} />}
      <WalletLogView payment={payment} language={language} />
    </div>
  );
}

const Entries = memo(function Entries(props: {
  readonly entries: readonly HistoryEntry[];
  readonly payment: Payment;
  readonly language: Language;
}) {
  const { entries, payment, language } = props;
  return (
    <ol className="evidence-list">
      {entries.toReversed().map((entry, index, all) => {
        const above = all[index - 1];
        const day = formatDay(entry.at, language);
        const newDay = above ? formatDay(above.at, language) !== day : day !== formatDay(mainNow(), language);
        return <Entry key={entry.seq} entry={entry} payment={payment} language={language} day={newDay ? day : null} />;
      })}
    </ol>
  );
});

function Entry({
  entry,
  payment,
  language,
  day,
}: {
  readonly entry: HistoryEntry;
  readonly payment: Payment;
  readonly language: Language;
  readonly day: string | null;
}) {
  const text = useEvidenceText();
  const errorText = useErrorText();
  const { sentence, mark, details } = entryWords(entry, payment.amount.currency, text);
  // What was settled stands in the line that called for a person.
  const why = entry.problem && mark !== 'settled' ? errorText(entry.problem).title : '';
  const Icon = MARKS[mark];
  return (
    <li data-mark={mark}>
      <time dateTime={new Date(entry.at).toISOString()}>
        {day && <span className="evidence-day">{day}</span>}
        {formatSeconds(entry.at, language)}
      </time>
      <Icon size={20} aria-hidden />
      <div>
        <p className="evidence-words">{why ? `${sentence.replace(/\.$/, '')}: ${why}.` : sentence}</p>
        <p className="evidence-details">{details.join(' · ')}</p>
      </div>
    </li>
  );
}
