import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../address';
import { useMe, useYear } from '../me';
import { useNarrow } from '../use-narrow';
import { UserMenu } from './user-menu';

type Props = { searchRef: RefObject<HTMLInputElement | null>; onGo: () => void; onKeys: () => void };

/** Body, plan year, search, and who is here. */
export const TopBar = ({ searchRef, onGo, onKeys }: Props) => {
  const { t } = useTranslation();
  const me = useMe();
  const narrow = useNarrow();
  // Who only administers has no part in the work, and finds nothing of it.
  const searches = me.entries.includes('ledger');
  return (
    <header className="top-bar">
      <span className="top-name">{narrow ? me.tenant.shortName : me.tenant.name}</span>
      <YearChoice />
      <span className="top-gap" />
      {!searches ? null : narrow ? (
        <button type="button" className="plain-button top-button" onClick={onGo}>
          {t('frame:search.short')}
        </button>
      ) : (
        <>
          <SearchBox searchRef={searchRef} />
          <button type="button" className="plain-button top-button" onClick={onGo} aria-keyshortcuts="Control+K">
            {t('frame:search.go')} <kbd>Ctrl K</kbd>
          </button>
        </>
      )}
      <UserMenu onKeys={onKeys} />
    </header>
  );
};

const YearChoice = () => {
  const { t } = useTranslation();
  const me = useMe();
  const year = useYear();
  const [, setAddress] = useAddress();
  const own = Number(me.today.slice(0, 4));
  const years = [...new Set([own + 1, own, own - 1, own - 2, year])].sort((a, b) => b - a);
  return (
    <select
      className="top-year"
      aria-label={t('frame:year.label')}
      value={year}
      onChange={event => setAddress({ year: event.target.value })}
    >
      {years.map(one => (
        <option key={one} value={one}>
          {t('frame:year.name', { year: one })}
        </option>
      ))}
    </select>
  );
};

const SearchBox = ({ searchRef }: { searchRef: RefObject<HTMLInputElement | null> }) => {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const year = useYear();
  return (
    <search>
      <form
        className="top-search"
        onSubmit={event => {
          event.preventDefault();
          const q = searchRef.current?.value.trim();
          if (q) void navigate({ to: '/ledger', search: { q, year: String(year) } as never });
        }}
      >
        <label htmlFor={id} className="visually-hidden">
          {t('frame:search.label')}
        </label>
        <span className="top-slash" aria-hidden="true">
          /
        </span>
        <input
          id={id}
          ref={searchRef}
          type="search"
          placeholder={t('frame:search.placeholder')}
          aria-keyshortcuts="/"
          autoComplete="off"
          onKeyDown={event => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </form>
    </search>
  );
};
