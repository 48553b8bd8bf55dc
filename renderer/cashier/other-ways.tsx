import { QrCode, Smartphone } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { policyOf } from '../../shared/methods.ts';
import type { Method } from '../../shared/methods.ts';
import { useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import type { Way } from '../payment/recipient.ts';
import '../payment/other-ways.css';

interface WayLook {
  readonly id: string;
  readonly words: Parameters<Text>[0];
  readonly icon: LucideIcon;
  readonly key: string;
  readonly method: Method;
}

export interface OtherWaysProps {
  readonly ways: readonly Way[];
  readonly onAsk: (method: Method) => void;
}

const WAYS: Readonly<Record<Way, WayLook>> = {
  changeNumber: {
    id: 'change-number',
    words: 'recipient.change.number',
    icon: Smartphone,
    key: 'F2',
    method: 'phone',
  },
  toNumber: {
    id: 'to-number',
    words: 'recipient.change.toNumber',
    icon: Smartphone,
    key: 'F2',
    method: 'phone',
  },
  showCode: { id: 'show-code', words: 'recipient.change.showCode', icon: QrCode, key: 'F3', method: 'code' },
  newCode: { id: 'new-code', words: 'recipient.change.newCode', icon: QrCode, key: 'F3', method: 'code' },
};

/** Whether a number is to be keyed for it. */
export const isNumberWay = (way: Way): boolean => policyOf(WAYS[way]).addressedBy === 'number';

/** The keys of these ways. */
export const keysOf = (ways: readonly Way[], onAsk: OtherWaysProps['onAsk']): Readonly<Record<string, () => void>> =>
  Object.fromEntries(ways.map((way) => [WAYS[way].key, () => onAsk(WAYS[way].method)]));

/**
 * Beside the words that say who is asked: one touch to ask another one. Far from the row of actions, where the next
 * step is.
 */
export function OtherWays({ ways, onAsk }: OtherWaysProps) {
  const text = useText();
  if (ways.length === 0) return null;
  return (
    <div className="other-ways">
      {ways.map((way) => (
        <Button key={way} icon={WAYS[way].icon} testId={WAYS[way].id} onPress={() => onAsk(WAYS[way].method)}>
          {text(WAYS[way].words)} <kbd>{WAYS[way].key}</kbd>
        </Button>
      ))}
    </div>
  );
}
