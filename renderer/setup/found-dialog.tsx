import { useState } from 'react';
import type { Till } from '../../shared/ipc/contract.ts';
import type { FoundSetting } from '../../shared/settings.ts';
import { useBrand } from '../state/brand.ts';
import { denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useSetupText, WalletName } from './use-texts.ts';

const NAMES = [
  'environment',
  'merchantSerialNumber',
  'storeName',
  'country',
  'posId',
  'vatRates',
  'defaultVatRate',
  'dayStartsAt',
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
  const say = (value: string | null): string => value ?? text('found.nothing');
  return (
    <Dialog
      title={text('found.title')}
      onClose={() => setLater(true)}
      actions={
        <Button
          kind="filled"
          autoFocus
          onPress={() => void withApproval('settings.foundRead', undefined).catch(denialOf)}
        >
          {text('found.noted')}
        </Button>
      }
    >
      <p>{text('found.text')}</p>
      <ul>
        {found.map(({ name, from, to }, index) => (
          <li key={`${name} ${String(index)}`}>
            {text('found.one', { name: nameOf(name), from: say(from), to: say(to) })}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
