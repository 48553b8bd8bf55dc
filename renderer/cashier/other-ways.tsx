import { QrCode, Smartphone } from 'lucide-react';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import type { Way } from '../payment/recipient.ts';
import '../payment/other-ways.css';

export interface OtherWaysProps {
  readonly ways: readonly Way[];
  readonly onNumber: () => void;
  readonly onCode: () => void;
}

const WAYS = {
  changeNumber: { id: 'change-number', words: 'recipient.change.number', icon: Smartphone, key: 'F2' },
  toNumber: { id: 'to-number', words: 'recipient.change.toNumber', icon: Smartphone, key: 'F2' },
  showCode: { id: 'show-code', words: 'recipient.change.showCode', icon: QrCode, key: 'F3' },
  newCode: { id: 'new-code', words: 'recipient.change.newCode', icon: QrCode, key: 'F3' },
} as const;

export const isNumberWay = (way: Way): boolean => WAYS[way].key === 'F2';

/**
 * Beside the words that say who is asked: one touch to ask another one. Far from the row of actions, where the next
 * step is.
 */
export function OtherWays({ ways, onNumber, onCode }: OtherWaysProps) {
  const text = useText();
  if (ways.length === 0) return null;
  return (
    <div className="other-ways">
      {ways.map((way) => (
        <Button key={way} icon={WAYS[way].icon} testId={WAYS[way].id} onPress={isNumberWay(way) ? onNumber : onCode}>
          {text(WAYS[way].words)} <kbd>{WAYS[way].key}</kbd>
        </Button>
      ))}
    </div>
  );
}
