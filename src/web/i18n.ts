import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import zhFrame from '../locales/zh-CN/frame.json';

const files = import.meta.glob<{ default: Record<string, unknown> }>('../locales/*/*.json');
const STORED = 'luoshi.language';
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** A namespace is loaded with the first page that asks for it. */
const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, callback) => {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (!load) callback(new Error(`no locale file ${language}/${namespace}`), null);
    else
      load().then(
        file => callback(null, file.default),
        error => callback(error, null),
      );
  },
};

const stored = (): Language => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh-CN');

export const startI18n = () =>
  i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: stored(),
      fallbackLng: 'zh-CN',
      ns: ['frame'],
      defaultNS: 'frame',
      partialBundledLanguages: true,
      resources: { 'zh-CN': { frame: zhFrame } },
      showSupportNotice: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });

/** The language of the interface now. */
export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN');

export const switchLanguage = async (next: Language): Promise<void> => {
  localStorage.setItem(STORED, next);
  document.documentElement.lang = next;
  await i18next.changeLanguage(next);
};

/** The account's language, where none was chosen on this machine. */
export const adoptLanguage = async (wanted: string): Promise<void> => {
  if (localStorage.getItem(STORED) === null && wanted === 'en') await switchLanguage('en');
};
