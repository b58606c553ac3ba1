import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { language, startI18n } from './i18n';
import { askForMe } from './me';
import './styles.css';
import './print.css';

// Asked at once: the answer decides which page comes, and takes the longest way.
askForMe();
await startI18n();
document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
