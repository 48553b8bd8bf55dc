import type { Till } from '../../shared/ipc/contract.ts';
import type { Preferences } from '../../shared/settings.ts';
import { assertNever } from '../../shared/result.ts';
import { Switch } from '../ui/switch.tsx';
import { CheckResult } from './connection-check.tsx';
import { EnvironmentCards } from './environment-cards.tsx';
import { KeychainNotice, KeysFields, SerialNumberField } from './keys-fields.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { ShopFields } from './shop-fields.tsx';
import type { Setup } from './use-setup.ts';
import { useSetupText } from './use-setup-text.ts';
import { VatRates } from './vat-rates.tsx';

export type Step = 'where' | 'shop' | 'keys' | 'details';

export interface StepFieldsProps {
  readonly step: Step;
  readonly till: Till;
  readonly setup: Setup;
  readonly preferences: Preferences;
  readonly onPreferences: (preferences: Preferences) => void;
}

/** The fields of one step of the first run. */
export function StepFields({ step, till, setup, preferences, onPreferences }: StepFieldsProps) {
  const text = useSetupText();
  const { draft, problems } = setup;
  switch (step) {
    case 'where':
      return (
        <>
          <p className="setup-intro">{text('where.intro')}</p>
          {till.damagedSettings !== null && (
            <ProblemBanner problem="settings.damaged" more={text('settings.damaged', { file: till.damagedSettings })} />
          )}
          <EnvironmentCards value={draft.environment} onChange={(environment) => setup.change({ environment })} />
        </>
      );
    case 'shop':
      return <ShopFields draft={draft} problems={problems} onChange={setup.change} />;
    case 'keys':
      return (
        <>
          <p className="setup-intro">{text('keys.intro')}</p>
          <div className="keys-grid">
            <SerialNumberField
              value={draft.merchantSerialNumber}
              problem={problems.merchantSerialNumber}
              onChange={(merchantSerialNumber) => setup.change({ merchantSerialNumber })}
            />
            <KeysFields keys={setup.keys} problems={problems} onKeys={setup.changeKeys} />
          </div>
          <KeychainNotice
            environment={draft.environment}
            keychain={setup.keychain}
            thisRunOnly={setup.thisRunOnly}
            problems={problems}
            onThisRunOnly={setup.changeThisRunOnly}
          />
          <CheckResult state={setup.check.state} environment={draft.environment} />
        </>
      );
    case 'details':
      return (
        <div className="details">
          <VatRates draft={draft} onChange={setup.change} />
          <Switch
            on={preferences.sounds}
            note={text('sounds.hint')}
            onChange={(sounds) => onPreferences({ ...preferences, sounds })}
          >
            {text('sounds.label')}
          </Switch>
        </div>
      );
    default:
      return assertNever(step, 'step');
  }
}
