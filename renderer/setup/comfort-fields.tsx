import { Volume2 } from 'lucide-react';
import { keypadSideSchema, textSizeSchema, volumeSchema } from '../../shared/settings.ts';
import type { Preferences } from '../../shared/settings.ts';
import { play } from '../state/sound.ts';
import type { Tone } from '../state/sound.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { useSetupText } from './use-setup-text.ts';

const TONES = ['paid', 'needsYou', 'unclear'] as const satisfies readonly Tone[];

export interface ComfortFieldsProps {
  readonly preferences: Preferences;
  /** The till is for practice. */
  readonly practice: boolean;
  readonly onChange: (preferences: Preferences) => void;
}

/** What suits who stands here: size, hand and ear. */
export function ComfortFields({ preferences, practice, onChange }: ComfortFieldsProps) {
  const text = useSetupText();
  const { sounds, volume } = preferences;
  return (
    <>
      <Segmented
        label={text('settings.textSize')}
        showLabel
        value={preferences.textSize}
        options={textSizeSchema.options.map((value) => ({ value, label: text(`settings.textSizes.${value}`) }))}
        onChange={(textSize) => onChange({ ...preferences, textSize })}
      />
      <Segmented
        label={text('settings.keypad')}
        showLabel
        value={preferences.keypad}
        options={keypadSideSchema.options.map((value) => ({ value, label: text(`settings.keypadSides.${value}`) }))}
        onChange={(keypad) => onChange({ ...preferences, keypad })}
      />
      {practice && (
        <Switch
          on={preferences.guide}
          note={text('settings.guideHint')}
          onChange={(guide) => onChange({ ...preferences, guide })}
        >
          {text('settings.guide')}
        </Switch>
      )}
      <Switch on={sounds} note={text('sounds.hint')} onChange={(on) => onChange({ ...preferences, sounds: on })}>
        {text('sounds.label')}
      </Switch>
      {sounds && (
        <div className="sounds">
          <Segmented
            label={text('sounds.volume')}
            showLabel
            value={volume}
            options={volumeSchema.options.map((value) => ({ value, label: text(`sounds.volumes.${value}`) }))}
            onChange={(louder) => onChange({ ...preferences, volume: louder })}
          />
          <p className="field-label" id="sounds-listen">
            {text('sounds.listen')}
          </p>
          <div className="sounds-listen" role="group" aria-labelledby="sounds-listen">
            {TONES.map((tone) => (
              <Button key={tone} icon={Volume2} testId={`listen-${tone}`} onPress={() => play(tone, volume)}>
                {text(`sounds.tones.${tone}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
