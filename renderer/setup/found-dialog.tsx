import { useState } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import type { FoundSetting } from '../../shared/settings.ts';
import { useBrand } from '../state/brand.ts';
import { denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { foundWords } from './found-words.ts';
import { useSetupText, WalletName } from './use-setup-text.ts';
import './found.css';

const NAMES = [
  'environment',
  'merchantSerialNumber',
  'storeName',
  'country',
  'posId',
  'vatRates',
  'defaultVatRate',
  'dayStartsAt',
  'takesPayment',
  'askOnScan',
  'drawsCode',
  'printer',
] as const;

/** Settings that were changed outside the till: comes back at every start until a manager has read it. */
export function FoundDialog({ found, till }: { readonly found: readonly FoundSetting[]; readonly till: Till }) {
  return (
    <WalletName value={useBrand(till.store?.country ?? 'NO').name}>
      <Found found={found} />
    </WalletName>
  );
}

function Found({ found }: { readonly found: readonly FoundSetting[] }) {
  const text = useSetupText();
  const [later, setLater] = useState(false);
  if (later) return null;
  const nameOf = (name: string): string => {
    const known = NAMES.find((each) => each === name);
    return known ? text(`found.names.${known}`) : name;
  };
  return (
    <Dialog
      title={text('found.title')}
      onClose={() => setLater(true)}
      actions={{
        back: (
          <Button
            kind="filled"
            autoFocus
            onPress={() => void withApproval('settings.foundRead', undefined).catch(denialOf)}
          >
            {text('found.noted')}
          </Button>
        ),
      }}
    >
      <p>{text('found.text')}</p>
      <table className="found-list">
        <thead>
          <tr>
            <th scope="col">{text('found.setting')}</th>
            <th scope="col">{text('found.before')}</th>
            <th scope="col">{text('found.now')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ name, from, to }, index) => (
            <tr key={`${name} ${String(index)}`}>
              <th scope="row">{nameOf(name)}</th>
              {from === null && to === null ? (
                <td colSpan={2}>{text('found.changed')}</td>
              ) : (
                <>
                  <td>{foundWords(name, from, text)}</td>
                  <td>{foundWords(name, to, text)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
