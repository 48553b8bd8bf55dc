import './ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { bridge } from './state/bridge.ts';
import { loadErrorTexts } from './i18n/index.ts';
import { listenForScans } from './scan/listen.ts';
import { connect } from './state/store.ts';

connect(bridge);
listenForScans();

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);

// Not needed for the first key, and there long before the first problem.
requestIdleCallback(() => void loadErrorTexts(), { timeout: 500 });
