import { ScanBarcode } from 'lucide-react';
import { Banner } from '../ui/banner.tsx';
import { useSaidInHeader, useSaidOver } from '../scan/listen.ts';
import type { Meaning } from '../scan/meaning.ts';
import { useScanText } from '../scan/use-scan-text.ts';
import './scan-notice.css';

/** What the till took a scan for, and that nothing came of it. */
export function ScanNotice({ meaning }: { readonly meaning: Meaning }) {
  const text = useScanText();
  return (
    <Banner tone="info" icon={ScanBarcode} live title={text(`said.${meaning.name}`, { ...meaning })}>
      {text(`note.${meaning.name}`)}
    </Banner>
  );
}

/**
 * The same as a part of the header of a screen, so that it covers nothing.
 *
 * @param brief where there is room for two lines alone
 */
export function ScanPlace({ brief = false }: { readonly brief?: boolean }) {
  const meaning = useSaidInHeader();
  const text = useScanText();
  return (
    <div className="scan-place" aria-live="polite">
      {meaning && (
        <p>
          <ScanBarcode size={20} aria-hidden />
          <span>
            <strong>{text(`said.${meaning.name}`, { ...meaning })}</strong>{' '}
            {brief ? text('nothing') : text(`note.${meaning.name}`)}
          </span>
        </p>
      )}
    </div>
  );
}

/** The same over a dialog, or over a screen that has no place for it. Takes no focus. */
export function ScanBar() {
  const meaning = useSaidOver();
  const text = useScanText();
  return (
    // The mark keeps it readable for screen readers while a dialog hides the rest of the page.
    <div className="scan-bar" aria-live="polite" data-react-aria-top-layer="true">
      {meaning && (
        <p>
          <ScanBarcode size={24} aria-hidden />
          <span>
            <strong>{text(`said.${meaning.name}`, { ...meaning })}</strong> {text(`note.${meaning.name}`)}
          </span>
        </p>
      )}
    </div>
  );
}
