import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { language, startI18n } from './i18n';
import { askForMe } from './me';
import './styles.css';
import './parts/controls.css';
import './parts/table.css';
import './print.css';

// A page that was open while a new version came asks for files that are gone: the new version has them.
addEventListener('vite:preloadError', () => {
  if (!navigator.onLine) return;
  const last = Number(sessionStorage.getItem('luoshi.reloaded') ?? 0);
  if (performance.timeOrigin - last < 10_000) return;
  sessionStorage.setItem('luoshi.reloaded', String(performance.timeOrigin));
  location.reload();
});

// A reload without a line finds the page. Only over https or on this machine: browsers have no workers elsewhere.
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/offline-shell.js').catch(() => undefined);

// Asked at once: the answer decides which page comes, and takes the longest way.
askForMe();
await startI18n();
document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
