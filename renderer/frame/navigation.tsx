import { CalendarDays, Keyboard, ListOrdered, Menu, PackageCheck, Settings, Smartphone } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Place } from '../state/places.ts';
import { bridge } from '../state/bridge.ts';
import { useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { useLayout } from '../ui/layout.ts';

interface Destination {
  readonly id: 'handover' | 'sales' | 'day' | 'settings' | 'phone' | 'keys';
  readonly icon: LucideIcon;
  readonly words: Parameters<Text>[0];
  readonly key?: string;
}

const DESTINATIONS: readonly Destination[] = [
  { id: 'handover', icon: PackageCheck, words: 'header.handover', key: 'F6' },
  { id: 'sales', icon: ListOrdered, words: 'header.sales', key: 'F7' },
  { id: 'day', icon: CalendarDays, words: 'header.day' },
  { id: 'settings', icon: Settings, words: 'header.settings' },
  { id: 'phone', icon: Smartphone, words: 'header.phone' },
  { id: 'keys', icon: Keyboard, words: 'header.keys', key: 'F1' },
];
/** As many as a header has room for beside the shop's name; with the keys of people one less. */
const IN_SIGHT = { narrow: 1, normal: 3, wide: DESTINATIONS.length } as const;

export interface NavigationProps {
  /** Payments that are approved and neither captured nor released. */
  readonly reserved: number;
  readonly practice: boolean;
  /** The header has more to show than names of rooms. */
  readonly crowded: boolean;
  readonly onGo: (place: Place) => void;
  readonly onKeys: () => void;
}

const showPhone = (): void => void bridge.call['practice.showPhone'](undefined).catch(() => undefined);

/** The way to every room, by icon and word; what does not fit is in one menu, with words too. */
export function Navigation({ reserved, practice, crowded, onGo, onKeys }: NavigationProps) {
  const text = useText();
  const { width } = useLayout();
  const rooms = DESTINATIONS.filter(({ id }) => id !== 'phone' || practice);
  const inSight = rooms.slice(0, IN_SIGHT[width] - (crowded && width !== 'wide' ? 1 : 0));
  const rest = rooms.slice(inSight.length);
  const go = (id: Destination['id']) => {
    if (id === 'phone') showPhone();
    else if (id === 'keys') onKeys();
    else onGo(id);
  };
  const button = ({ id, icon, words, key }: Destination) => (
    <Button key={id} kind="plain" className="header-room" icon={icon} testId={`go-${id}`} onPress={() => go(id)}>
      {text(words)}
      {id === 'handover' && reserved > 0 && <span className="header-count">{reserved}</span>}
      {key && <kbd>{key}</kbd>}
    </Button>
  );
  return (
    <nav className="header-rooms" aria-label={text('header.rooms')}>
      {inSight.map(button)}
      {rest.length > 0 && <More words={text('header.more')}>{rest.map(button)}</More>}
    </nav>
  );
}

/** Opens by touch; closes by a choice, Esc, or a touch beside it. */
function More({ words, children }: { readonly words: string; readonly children: readonly React.ReactNode[] }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // It is meant for the menu, not for the sale beneath.
      event.stopImmediatePropagation();
      setOpen(false);
      place.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [open]);
  return (
    <div className="header-more" ref={place} onBlur={(event) => closeOutside(event, () => setOpen(false))}>
      <Button
        kind="plain"
        className="header-room"
        icon={Menu}
        testId="more"
        expands={{ id, open }}
        onPress={() => setOpen(!open)}
      >
        {words}
      </Button>
      {open && (
        <ul id={id} className="header-menu" onClick={() => setOpen(false)}>
          {children.map((child, index) => (
            <li key={index}>{child}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function closeOutside(event: React.FocusEvent<HTMLElement>, close: () => void): void {
  const { currentTarget, relatedTarget } = event;
  if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) close();
}
