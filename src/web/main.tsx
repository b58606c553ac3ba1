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
  const last = Number(sessionStorage.getItem('luoshi.reloaded') ?? 0);
  if (performance.timeOrigin - last < 10_000) return;
  sessionStorage.setItem('luoshi.reloaded', String(performance.timeOrigin));
  location.reload();
});

// Asked at once: the answer decides which page comes, and takes the longest way.
askForMe();
await startI18n();
document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
