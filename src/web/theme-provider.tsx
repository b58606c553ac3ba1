import { ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDark } from './dark-mode';
import { pageNonce } from './page-nonce';
import { themeOf } from './theme';

const light = themeOf(false);
const dark = themeOf(true);

// antd writes its styles at run time.
const csp = pageNonce ? { nonce: pageNonce } : undefined;

/** antd in our colours and language, light or dark. */
export const ThemeProvider = ({ children }: { children: ReactNode }) => {
  const isDark = useDark();
  const { i18n } = useTranslation();
  useEffect(() => {
    document.documentElement.toggleAttribute('data-dark', isDark);
  }, [isDark]);
  return (
    <ConfigProvider
      csp={csp}
      theme={isDark ? dark : light}
      locale={i18n.language === 'en' ? en : zh}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
};
