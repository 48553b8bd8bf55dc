import { lazy, Suspense } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { policyOf } from '../../shared/methods.ts';
import type { Method } from '../../shared/methods.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useMainNow } from '../state/clock.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { formatWhen } from '../i18n/format.ts';
import type { SaleScreen } from '../state/select-screen.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { SupportContact } from '../ui/support-contact.tsx';
import { AgeNote, asksForId } from './age-note.tsx';
import { CodeBand } from './code-band.tsx';
import type { MethodBandProps } from './code-band.tsx';
import { Countdown } from './countdown.tsx';
import { GivesWay } from './gives-way.tsx';
import { Details } from '../payment/evidence-button.tsx';
import { Sums } from '../payment/money-ways.tsx';
import { sumsOf } from '../payment/moved-texts.ts';
import { customerWords, wishOf } from '../payment/recipient.ts';
import { SALE_LOOKS } from '../payment/sale-look.ts';
import { SettledBy } from './settled.tsx';
import { stateTexts } from '../payment/state-texts.ts';
import { WalletNote } from '../payment/wallet-note.tsx';
import './sale-view.css';
import '../payment/band-note.css';

const PrintSlip = lazy(() => import('../print/print-slip.tsx'));

/** Money was taken, and nothing is under way that would change what stands on its slip. */
const SLIP_SCREENS: ReadonlySet<SaleScreen['name']> = new Set([
  'paid',
  'paidPart',
  'partTaken',
  'refundedPart',
  'refunded',
]);

/** Nothing is left to do there; the next customer is. */
export const GIVE_WAY: ReadonlySet<SaleScreen['name']> = new Set(['paid', 'paidPart']);

/** Instead of the plain band while the customer can answer: what a method shows on the till itself, or null. */
const BANDS: Readonly<Record<Method, ComponentType<MethodBandProps> | null>> = {
  phone: null,
  code: CodeBand,
  personalCode: null,
};
const CAN_ANSWER: ReadonlySet<SaleScreen['name']> = new Set(['sending', 'waiting']);

export interface SaleViewProps {
  readonly sale: Sale;
  readonly screen: SaleScreen;
  readonly till: Till;
  readonly store: StoreSettings;
}

interface StateBandProps extends SaleViewProps {
  readonly late: boolean;
  readonly refused: ErrorCode | null;
  readonly onNewCode: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** More stands beneath the state than it leaves room for. */
const isDense = (screen: SaleScreen, payment: Payment): boolean =>
  asksForId(payment) ||
  payment.resolution !== null ||
  screen.name === 'attention' ||
  sumsOf(screen, payment).length > 1;

/** The state of a sale as a band of colour, icon, shape and words. */
export function StateBand({ sale, screen, till, late, refused, onNewCode, onLeave, children }: StateBandProps) {
  const { language } = till.preferences;
  const text = useText();
  const errorText = useErrorText();
  const now = useMainNow();
  const payment = currentPayment(sale);
  const look = SALE_LOOKS[screen.name];
  const since = payment.certainty.name === 'unclear' ? formatWhen(payment.certainty.since, now, language) : null;
  const words = stateTexts(
    screen,
    {
      payment,
      late,
      phone: customerWords(payment, text),
      notAsked: wishOf(payment.reference),
      waited: now - payment.requestedAt,
    },
    text,
    errorText,
  );
  const told = refused !== null || ('refundProblem' in screen && screen.refundProblem !== null);
  // What stands beneath the state, with the band of a code as with the plain one: news first, then sums, then what can
  // be done, then how it is known, then paper.
  const beneath = (
    <>
      {screen.name === 'unclear' && sale.changingTo && (
        <p className="band-note band-note-more">{text('recipient.changing.unclear')}</p>
      )}
      {screen.name === 'settledByHand' && <SettledBy payment={payment} language={language} now={now} />}
      {payment.resolution && screen.name !== 'settledByHand' && (
        <p className="band-resolved">
          {text('alerts.resolved', {
            time: formatWhen(payment.resolution.at, now, language),
            reason: payment.resolution.reason,
          })}
        </p>
      )}
      {refused && (
        <div className="band-refusal">
          <ErrorBanner tone="stop" problem={refused} />
        </div>
      )}
      {'refundProblem' in screen && screen.refundProblem && <RefundRefused problem={screen.refundProblem} />}
      <WalletNote payment={payment} />
      <AgeNote sale={sale} />
      <Sums screen={screen} payment={payment} />
      {children}
      <Details sale={sale} problem={words.code} language={language} />
      {(words.code !== null || look.tone === 'unclear') && <SupportContact />}
      {SLIP_SCREENS.has(screen.name) && (
        <Suspense>
          <PrintSlip key={sale.saleId} what={{ kind: 'sale', saleId: sale.saleId }} till={till} />
        </Suspense>
      )}
    </>
  );
  const MethodBand = CAN_ANSWER.has(screen.name) ? BANDS[payment.method] : null;
  if (MethodBand)
    return (
      <MethodBand payment={payment} sale={sale} onNewCode={onNewCode}>
        {beneath}
      </MethodBand>
    );
  return (
    <section
      className="band"
      data-tone={look.tone}
      data-screen={screen.name}
      data-late={late ? '' : undefined}
      data-dense={late || told || isDense(screen, payment) ? '' : undefined}
    >
      {screen.name === 'waiting' ? (
        <Countdown
          requestedAt={payment.requestedAt}
          expiresAt={screen.expiresAt}
          lifetimeMs={policyOf(payment).lifetimeMs}
          now={now}
        />
      ) : (
        <span className="band-mark" data-busy={look.busy ? '' : undefined} data-bare={look.bare ? '' : undefined}>
          <look.icon
            size={look.bare ? 112 : look.tone === 'paid' ? 84 : 60}
            strokeWidth={look.bare ? 1.5 : 2.4}
            aria-hidden
          />
        </span>
      )}
      <p role="status" className="band-title">
        {words.title}
      </p>
      {words.notes
        .filter((note) => note !== '')
        .map((note, index) => (
          <p key={note} className={index === 0 ? 'band-note' : 'band-note band-note-more'}>
            {note}
          </p>
        ))}
      {since !== null && (
        <NextPoll since={text('state.since', { time: since })} nextPollAt={sale.nextPollAt} now={now} />
      )}
      {beneath}
      {GIVE_WAY.has(screen.name) && (
        <GivesWay key={payment.reference} after={till.preferences.paidStays} onLeave={onLeave} />
      )}
    </section>
  );
}

/** The sale stays what it is: what was not done is told in place. */
function RefundRefused({ problem }: { readonly problem: ErrorCode }) {
  const text = useText();
  const { title } = useErrorText()(problem, 'notDone');
  return (
    <div className="band-refusal">
      <ErrorBanner problem={problem} known="notDone" title={text('moved.refundRefused', { title })} live={false} />
    </div>
  );
}

function NextPoll({
  since,
  nextPollAt,
  now,
}: {
  readonly since: string;
  readonly nextPollAt: number | null;
  readonly now: number;
}) {
  const text = useText();
  // No plan while in doubt means that a question is on its way at this moment.
  const count = nextPollAt === null ? 0 : Math.max(0, Math.ceil((nextPollAt - now) / 1000));
  return (
    <p className="band-meta">
      {since} · {count === 0 ? text('state.lookingNow') : text('state.nextLook', { count })}
    </p>
  );
}
