import './ui/tokens.css';
import './ui/forced-colors.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { bridge } from './state/bridge.ts';
import { enterRoom, firstLanguage, readFirstTexts } from './i18n/index.ts';
import { listenForScans } from './scan/listen.ts';
import { connect, tillKnown, windowStore } from './state/store.ts';
import { keepTransitionsToOurselves } from './ui/transitions.ts';

connect(bridge);
listenForScans();
keepTransitionsToOurselves();

/** A till that takes longer than this to open says so meanwhile. */
const SAY_SO_MS = 300;

const root = document.getElementById('root');
// The first picture is the one that stays: a screen that says "starting" for a moment would only be drawn to be thrown
// away.
void Promise.race([tillKnown(), new Promise((resolve) => setTimeout(resolve, SAY_SO_MS))])
  .then(() => readFirstTexts(windowStore.getState().view?.till.preferences.language ?? firstLanguage))
  .then(() => {
    if (root) createRoot(root).render(<App />);
  });

// Not needed for the first key, and there long before the first problem.
requestIdleCallback(() => void enterRoom('errors'), { timeout: 500 });
