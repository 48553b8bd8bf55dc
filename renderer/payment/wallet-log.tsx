import { FileDown, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Payment } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import type { WalletLog, WalletLogLine } from '../../shared/wallet-log.ts';
import { formatDay, formatMoney, formatSeconds } from '../i18n/format.ts';
import { roomTexts, useErrorText } from '../i18n/index.ts';
import { withApproval } from '../people/approval.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';

const useEvidenceText = roomTexts('evidence');

type Read = { readonly log: WalletLog | null; readonly problem: ErrorCode | null; readonly busy: boolean };
const UNREAD: Read = { log: null, problem: null, busy: false };

/** The wallet's own log of a payment beside the till's trail: asked for by a person, to read out, copy or save. */
export function WalletLogView({ payment, language }: { readonly payment: Payment; readonly language: Language }) {
  const text = useEvidenceText();
  const errorText = useErrorText();
  const [{ log, problem, busy }, setRead] = useState(UNREAD);
  const [file, setFile] = useState<string | null>(null);
  const { saleId, reference } = payment;
  const failed = (code: ErrorCode): void => setRead({ log, problem: code, busy: false });
  const read = (): void => {
    setRead({ log, problem: null, busy: true });
    bridge.call['payment.walletLog']({ saleId, reference }).then(
      (reply) => (reply.accepted ? setRead({ ...UNREAD, log: reply.log }) : failed(reply.error)),
      (reason: unknown) => failed(denialOf(reason)),
    );
  };
  const save = (): void =>
    void withApproval('payment.exportLog', { saleId, reference }).then(
      (reply) => (reply.accepted ? setFile(reply.file) : failed(reply.error)),
      (reason: unknown) => failed(denialOf(reason)),
    );
  return (
    <section className="wallet-log" aria-label={text('log.title')}>
      <h4>{text('log.title')}</h4>
      {log && <Lines log={log} language={language} />}
      {problem && (
        <p role="alert" className="evidence-cut">
          {errorText(problem).title} ({problem})
        </p>
      )}
      <div className="wallet-log-keys">
        <Button icon={RefreshCw} testId="read-log" blocked={busy} onPress={read}>
          {text(busy ? 'log.reading' : 'log.read')}
        </Button>
        {log && (
          <Button icon={FileDown} testId="save-log" onPress={save}>
            {text('log.save')}
          </Button>
        )}
      </div>
      {file && <p role="status">{text('log.saved', { file })}</p>}
    </section>
  );
}

function Lines({ log, language }: { readonly log: WalletLog; readonly language: Language }) {
  const text = useEvidenceText();
  if (log.lines.length === 0 && log.complete) return <p className="evidence-cut">{text('log.none')}</p>;
  const whenOf = ({ at }: WalletLogLine): string =>
    at === null ? text('log.noTime') : `${formatDay(at, language)} ${formatSeconds(at, language)}`;
  return (
    <>
      {!log.complete && <p className="evidence-cut">{text('log.cut')}</p>}
      <ol className="wallet-log-lines" data-testid="wallet-log">
        {log.lines.map((line, index) => (
          <li key={`${index} ${line.name}`} data-failed={line.success ? undefined : ''}>
            <p className="evidence-words">
              {line.name}
              {line.amount && ` · ${formatMoney(line.amount)}`}
              {!line.success && ` · ${text('log.failed')}`}
            </p>
            <p className="evidence-details">
              {[
                whenOf(line),
                line.key === null ? text('log.elsewhere') : text('log.ours', { value: line.key }),
                ...(line.pspReference === null ? [] : [text('detail.psp', { value: line.pspReference })]),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
