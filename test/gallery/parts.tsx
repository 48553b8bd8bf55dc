import '../../renderer/ui/tokens.css';
import '../../renderer/setup/setup.css';
import { createRoot } from 'react-dom/client';
import { useState } from 'react';
import { languageSchema, textSizeSchema, themeSchema } from '../../shared/settings.ts';
import { WALLET_NAMES } from '../../shared/brand.ts';
import { enterRoom, readFirstTexts, setLanguage } from '../../renderer/i18n/index.ts';
import { Segmented } from '../../renderer/ui/segmented.tsx';
import { applyLook } from '../../renderer/ui/theme.ts';
import { SALE_SAMPLES } from '../support/renderer/sale-samples.ts';
import { addressOf, asked } from './asked.ts';
import type { Asked } from './asked.ts';
import { Controls } from './controls.tsx';
import { Bands, Messages, Overlays, Tables } from './surfaces.tsx';
import { Colours, Identity, Spaces, Types } from './swatches.tsx';
import './gallery.css';

const wish = asked();
const go = (change: Partial<Asked>): void => location.assign(addressOf({ ...wish, ...change }));

/** All parts in all states; what stands here is not product text, and English alone. */
function Gallery() {
  const [open, setOpen] = useState<'dialog' | 'panel' | null>(null);
  return (
    <main className="gallery">
      <header>
        <h1>Skranke: all parts</h1>
        <Segmented
          label="Theme"
          value={wish.theme}
          options={themeSchema.options.map((value) => ({ value, label: value }))}
          onChange={(theme) => go({ theme })}
        />
        <Segmented
          label="Size"
          value={wish.size}
          options={textSizeSchema.options.map((value) => ({ value, label: value }))}
          onChange={(size) => go({ size })}
        />
        <Segmented
          label="Language"
          value={wish.language}
          options={languageSchema.options.map((value) => ({ value, label: value }))}
          onChange={(language) => go({ language })}
        />
        <Segmented
          label="Hue"
          value={wish.hue}
          options={(['orange', 'blue'] as const).map((value) => ({ value, label: value }))}
          onChange={(hue) => go({ hue })}
        />
      </header>
      <section>
        <h2>Screens</h2>
        <nav className="gallery-links" aria-label="Screens">
          {['entry', ...Object.keys(SALE_SAMPLES)].map((show) => (
            <a key={show} href={addressOf({ ...wish, show })}>
              {show}
            </a>
          ))}
        </nav>
      </section>
      <Identity />
      <Colours />
      <Types />
      <Spaces />
      <Controls />
      <Messages />
      <Bands />
      <Tables />
      <Overlays open={open} onOpen={setOpen} />
    </main>
  );
}

applyLook({ theme: wish.theme, hue: wish.hue, language: wish.language, textSize: wish.size, keypad: wish.keypad });
setLanguage(wish.language, { wallet: WALLET_NAMES[0] ?? '', currency: 'NOK' });
await readFirstTexts(wish.language);
await enterRoom('errors');
const root = document.getElementById('root');
if (root) createRoot(root).render(<Gallery />);
