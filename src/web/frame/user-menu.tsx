import { Link, useRouter } from '@tanstack/react-router';
import { type FocusEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetReads, leaveForGood, queryClient, writeOnce } from '../api';
import { chooseShade, type Shade, useShade } from '../dark-mode';
import { type Language, languages, switchLanguage } from '../i18n';
import { useMe } from '../me';
import { signOutAddress } from '../sign-on';

/** Signs out and forgets what was read. Drafts stay: they belong to the person. */
export const useSignOut = () => {
  const router = useRouter();
  return async () => {
    const onward = await signOutAddress();
    await writeOnce('identity.signOut', {});
    if (onward) {
      leaveForGood();
      return location.assign(onward);
    }
    await router.navigate({ to: '/sign-in', search: {} as never });
    forgetReads();
  };
};

/** Changes the language here and in the account. */
export const chooseLanguage = async (next: Language): Promise<void> => {
  await switchLanguage(next);
  await writeOnce('org.setLanguage', { language: next });
  // Sentences made by the server are in the old language.
  await queryClient.invalidateQueries();
};

const shades: Shade[] = ['system', 'light', 'dark'];

/** Language and shade; in the menu and on the page 我的. */
export const Preferences = () => {
  const { t, i18n } = useTranslation();
  const shade = useShade();
  const name = useId();
  // Shown as chosen at once; the words follow when they are loaded.
  const [chosen, setChosen] = useState(i18n.language);
  return (
    <>
      <fieldset className="choice">
        <legend>{t('frame:menu.language')}</legend>
        {languages.map(language => (
          <label key={language}>
            <input
              type="radio"
              name={`${name}-language`}
              checked={chosen === language}
              onChange={() => {
                setChosen(language);
                void chooseLanguage(language);
              }}
            />
            <span lang={language}>{language === 'en' ? 'English' : '中文'}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="choice">
        <legend>{t('frame:menu.shade')}</legend>
        {shades.map(one => (
          <label key={one}>
            <input type="radio" name={`${name}-shade`} checked={shade === one} onChange={() => chooseShade(one)} />
            <span>{t(`frame:shade.${one}`)}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
};

/** Who is here: posts, language, shade, keys, sign out. */
export const UserMenu = ({ onKeys }: { onKeys: () => void }) => {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const leave = (event: FocusEvent) => {
    if (event.relatedTarget && !box.current?.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only closes what is inside
    <div
      className="user-menu"
      ref={box}
      onBlur={leave}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        box.current?.querySelector('button')?.focus();
      }}
    >
      <button
        type="button"
        className="plain-button top-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {me.user.name} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <>
          <button type="button" className="menu-veil" tabIndex={-1} aria-hidden="true" onClick={() => setOpen(false)} />
          <div className="menu-panel" id={id}>
            <p>
              <strong>{me.user.name}</strong> <span className="quiet">{me.user.login}</span>
            </p>
            <PostList />
            <Preferences />
            <div className="menu-foot">
              <Link to="/mine" onClick={() => setOpen(false)}>
                {t('frame:entry.mine')}
              </Link>
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  setOpen(false);
                  onKeys();
                }}
              >
                {t('frame:keys.title')}
              </button>
              <button type="button" className="link-button" onClick={() => void signOut()}>
                {t('frame:menu.signOut')}
              </button>
            </div>
          </div>
        </>
      )}
    </div>
  );
};

/** The posts of who is signed in. */
export const PostList = () => {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <ul className="post-list">
      {me.posts.map(post => (
        <li key={`${post.unitId} ${post.role}`}>
          {post.unitName} <span className="quiet">{post.title ?? t(`frame:role.${post.role}`)}</span>
        </li>
      ))}
    </ul>
  );
};
