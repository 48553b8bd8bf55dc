import { roomTexts } from '../i18n/index.ts';
import type { RoomKey } from '../i18n/rooms.ts';
import type { SaleScreenName } from '../state/select-screen.ts';
import { Panel } from '../ui/panel.tsx';
import './keys-help.css';

const useKeysText = roomTexts('keys');

/** Every key of the till: each means the same wherever it works. */
const KEYS = ['Enter', 'Esc', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'] as const;

/** What helps somebody who is new, by what is in the middle. */
const HELP: Readonly<Record<SaleScreenName | 'entry', RoomKey<'keys'>>> = {
  entry: 'help.entry',
  sending: 'help.waiting',
  waiting: 'help.waiting',
  cancelling: 'help.moment',
  changing: 'help.moment',
  releasing: 'help.moment',
  capturing: 'help.moment',
  refunding: 'help.moment',
  approved: 'help.approved',
  partTaken: 'help.approved',
  paid: 'help.paid',
  paidPart: 'help.paid',
  refundedPart: 'help.paid',
  refunded: 'help.paid',
  settledByHand: 'help.paid',
  declined: 'help.unpaid',
  expired: 'help.unpaid',
  withdrawn: 'help.unpaid',
  released: 'help.unpaid',
  refused: 'help.unpaid',
  notSent: 'help.unpaid',
  captureUnclear: 'help.unclear',
  refundUnclear: 'help.unclear',
  unclear: 'help.unclear',
  attention: 'help.attention',
};

export interface KeysHelpProps {
  readonly on: SaleScreenName | 'entry';
  /** Somebody is signed in: there are people to change and a till to lock. */
  readonly people: boolean;
  /** The practice phone can hold out its code. */
  readonly practice: boolean;
  readonly onClose: () => void;
}

/** What this screen is for, and all keys. */
export default function KeysHelp({ on, people, practice, onClose }: KeysHelpProps) {
  const text = useKeysText();
  return (
    <Panel title={text('title')} close={text('close')} onClose={onClose}>
      <p className="keys-here" data-testid="help-here">
        {text(HELP[on])}
      </p>
      <h3>{text('all')}</h3>
      <dl className="keys">
        {KEYS.filter((key) => people || (key !== 'F8' && key !== 'F9'))
          .filter((key) => practice || key !== 'F11')
          .map((key) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{text(`keys.${key}`)}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}
