import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnected } from '../connection';
import { adoptLanguage } from '../i18n';
import { useLive } from '../live';
import { useMe } from '../me';
import { PageSkeleton } from '../parts/skeletons';
import { TellBar } from '../parts/tell-bar';
import { useKeys } from '../parts/use-keys';
import { useNarrow } from '../use-narrow';
import { type Entry, entriesFor, entryPaths, standsUnder } from './entries';
import './frame.css';
import { GoAnywhere } from './go-anywhere';
import { TopBar } from './top-bar';

const KeyList = lazy(async () => ({ default: (await import('./key-list')).KeyList }));

/** Rail, top bar, page; on a phone a bar at the lower edge. */
export const Frame = () => {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const [dialog, setDialog] = useState<'go' | 'keys' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();

  // After a change of page the keyboard and the screen reader begin at its top.
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current !== pathname) main.current?.focus({ preventScroll: true });
    last.current = pathname;
  }, [pathname]);

  // On a new machine the interface speaks the language of the account.
  const { user, entries } = useMe();
  const searches = entries.includes('ledger');
  useEffect(() => void adoptLanguage(user.language), [user.language]);

  useLive();

  useKeys(
    [
      ...(searches
        ? [
            { key: '/', label: t('frame:keys.search'), act: () => search.current?.focus() },
            { key: 'mod+k', label: t('frame:keys.go'), act: () => setDialog('go') },
          ]
        : []),
      { key: '?', label: t('frame:keys.list'), act: () => setDialog('keys') },
    ],
    true,
    true,
  );

  return (
    <div className="frame">
      <a className="skip-link" href="#main">
        {t('frame:skip')}
      </a>
      {!narrow && <Rail />}
      <TopBar searchRef={search} onGo={() => setDialog('go')} onKeys={() => setDialog('keys')} />
      <main id="main" className="frame-main" ref={main} tabIndex={-1}>
        <ConnectionBar />
        <DemoBar />
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      {narrow && <BottomBar />}
      <TellBar />
      <Suspense>
        {dialog === 'go' && <GoAnywhere onClose={() => setDialog(null)} />}
        {dialog === 'keys' && <KeyList onClose={() => setDialog(null)} />}
      </Suspense>
    </div>
  );
};

/** An entry, marked on all pages that belong to it. */
const EntryLink = ({ entry }: { entry: Entry }) => {
  const { t } = useTranslation();
  const isBeside = useLocation({ select: ({ pathname }) => standsUnder(entry, pathname) });
  return (
    <Link
      to={entryPaths[entry]}
      activeOptions={{ exact: entry === 'todo', includeSearch: false }}
      {...(isBeside ? { className: 'active', 'aria-current': 'true' as const } : {})}
    >
      {t(`frame:entry.${entry}`)}
    </Link>
  );
};

const Rail = () => {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <nav className="rail" aria-label={t('frame:nav')}>
      <Link to="/" className="rail-name" lang="zh-CN">
        <span>落</span>
        <span>实</span>
      </Link>
      {entriesFor(me).map(entry => (
        <EntryLink key={entry} entry={entry} />
      ))}
    </nav>
  );
};

const BottomBar = () => {
  const { t } = useTranslation();
  const me = useMe();
  const entries = entriesFor(me);
  // On a phone the plans and, where there is an overview, the ledger are a step further away; a school fills in forms.
  const fills = me.posts.some(({ role }) => role === 'reporter');
  const first = (['todo', 'overview', fills ? 'reporting' : 'ledger', 'people', 'audit'] as const)
    .filter(entry => entries.includes(entry))
    .slice(0, 2);
  return (
    <nav className="bottom-bar" aria-label={t('frame:nav')}>
      {first.map(entry => (
        <EntryLink key={entry} entry={entry} />
      ))}
      <Link to="/mine" activeOptions={{ includeSearch: false }}>
        {t('frame:entry.mine')}
      </Link>
    </nav>
  );
};

/** Says while the server does not answer, and that nothing is lost by it. */
const ConnectionBar = () => {
  const { t } = useTranslation();
  const connected = useConnected();
  return <div role="status">{!connected && <p className="connection-bar">{t('frame:error.lost')}</p>}</div>;
};

const DemoBar = () => {
  const { t } = useTranslation();
  const me = useMe();
  if (!me.tenant.isDemo) return null;
  return <p className="demo-bar">{t('frame:demo', { date: me.today })}</p>;
};
