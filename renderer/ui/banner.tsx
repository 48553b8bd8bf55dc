import { CircleAlert, CircleCheck, Info, OctagonX, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './banner.css';

export type BannerTone = 'info' | 'good' | 'warn' | 'stop' | 'grey';

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, stop: OctagonX, grey: CircleAlert } as const;

/** A message that stays: icon, words and colour together. `live` reads it out when it appears. */
export function Banner(props: {
  readonly tone: BannerTone;
  /** In place of the tone's own, where the message is about one thing that has its icon. */
  readonly icon?: LucideIcon;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly live?: boolean;
}) {
  const Icon = props.icon ?? ICONS[props.tone];
  return (
    <div className={`banner banner-${props.tone}`} aria-live={props.live ? 'polite' : undefined}>
      <Icon size={22} aria-hidden />
      <div className="banner-body">
        {props.title && <strong>{props.title}</strong>} {props.children}
      </div>
      {props.action}
    </div>
  );
}
