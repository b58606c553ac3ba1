import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { language, startI18n } from './i18n';
import './styles.css';
import './print.css';

await startI18n();
document.documentElement.lang = language();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
