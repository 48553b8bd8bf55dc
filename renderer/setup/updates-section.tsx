import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { InstallWhen } from '../../shared/update.ts';
import { formatDateTime } from '../i18n/format.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { installUpdate, lookForUpdates, updateRead } from './calls.ts';
import { ProblemBanner } from './problem-banner.tsx';
import { useSetupText } from './use-setup-text.ts';

/** What runs, what is newer, and when it is installed: a manager decides. */
export function UpdatesSection({ till }: { readonly till: Till }) {
  const text = useSetupText();
  const { update, version } = till;
  const { state, offered, updated, lookedAt } = update;
  const [refusal, setRefusal] = useState<ErrorCode | null>(null);
  const problem = refusal ?? update.problem;
  const ask = async (call: Promise<ErrorCode | null>) => setRefusal(await call);
  return (
    <div className="setup-fields">
      {updated && (
        <Banner
          tone="good"
          title={text('settings.updates.updated', updated)}
          action={<Button onPress={() => void ask(updateRead())}>{text('settings.updates.read')}</Button>}
        />
      )}
      <div>
        <p>{text('settings.updates.version', { version })}</p>
        <p className="field-note">{text(`settings.updates.channel.${update.channel}`)}</p>
      </div>
      <div>
        <p data-update={state}>
          {text(`settings.updates.states.${state}`, { version: offered?.version ?? '', percent: update.percent })}
        </p>
        {state !== 'off' && (
          <p className="field-note">
            {lookedAt === null
              ? text('settings.updates.notLooked')
              : text('settings.updates.lookedAt', { when: formatDateTime(lookedAt, till.preferences.language) })}
          </p>
        )}
      </div>
      {offered && offered.news.length > 0 && (
        <section>
          <h2 className="field-label">{text('settings.updates.news', { version: offered.version })}</h2>
          {/* As the changelog has it. */}
          <ul lang="en">
            {offered.news.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      {state === 'ready' && <Installing till={till} onAsk={(when) => void ask(installUpdate(when))} />}
      {(state === 'idle' || state === 'ready') && (
        <div>
          <Button onPress={() => void ask(lookForUpdates())}>{text('settings.updates.look')}</Button>
        </div>
      )}
      <div role="alert">{problem && <ProblemBanner problem={problem} />}</div>
    </div>
  );
}

function Installing({ till, onAsk }: { readonly till: Till; readonly onAsk: (when: InstallWhen) => void }) {
  const text = useSetupText();
  if (!till.update.installable) return <p className="field-note">{text('settings.updates.byHand')}</p>;
  return (
    <>
      <Segmented
        label={text('settings.updates.when')}
        showLabel
        value={till.update.when === 'now' ? 'nextDay' : till.update.when}
        options={(['nextDay', 'dayClosed'] as const).map((value) => ({
          value,
          label: text(`settings.updates.whens.${value}`),
        }))}
        onChange={onAsk}
      />
      <div>
        <Button kind="filled" testId="install-now" onPress={() => onAsk('now')}>
          {text('settings.updates.now')}
        </Button>
        <p className="field-note">{text('settings.updates.nowNote')}</p>
      </div>
    </>
  );
}
