import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../api';
import { entriesFor, entryPaths } from '../../frame/entries';
import { PostList, Preferences, useSignOut } from '../../frame/user-menu';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { tell } from '../../parts/tell';
import { TextField } from '../../parts/text-field';
import './mine-page.css';

/** 我的: posts, other pages (on a phone the rail is not there), language and shade, password, sign out. */
export const MinePage = () => {
  const { t } = useTranslation(['org', 'frame']);
  const me = useMe();
  const signOut = useSignOut();
  return (
    <div className="page mine">
      <PageHead title={me.user.name} sub={`${me.tenant.name} · ${me.user.login}`} />
      <section aria-labelledby="mine-posts">
        <h2 id="mine-posts">{t('org:mine.posts')}</h2>
        <PostList />
      </section>
      <section aria-labelledby="mine-pages" className="mine-pages">
        <h2 id="mine-pages">{t('org:mine.pages')}</h2>
        <ul>
          {entriesFor(me).map(entry => (
            <li key={entry}>
              <Link to={entryPaths[entry]}>{t(`frame:entry.${entry}`)}</Link>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="mine-look" className="mine-look">
        <h2 id="mine-look">{t('org:mine.look')}</h2>
        <Preferences />
      </section>
      <PasswordForm />
      <p>
        <Button onClick={() => void signOut()}>{t('frame:menu.signOut')}</Button>
      </p>
    </div>
  );
};

const PasswordForm = () => {
  const { t } = useTranslation('org');
  const change = useWrite('identity.changePassword');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          setCurrent('');
          setNext('');
          tell(t('mine.passwordChanged'));
        },
      },
    );
  };
  return (
    <section aria-labelledby="mine-password">
      <h2 id="mine-password">{t('mine.password')}</h2>
      <form className="mine-form" onSubmit={submit}>
        <TextField
          label={t('mine.current')}
          type="password"
          autoComplete="current-password"
          value={current}
          onValue={setCurrent}
        />
        <TextField
          label={t('mine.next')}
          hint={t('start.own.hint.password')}
          type="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          required
          value={next}
          onValue={setNext}
        />
        <ErrorNote error={change.error} />
        <div>
          <Button htmlType="submit" loading={change.isPending}>
            {t('mine.change')}
          </Button>
        </div>
      </form>
    </section>
  );
};
