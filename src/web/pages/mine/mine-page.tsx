import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { entriesFor, entryPaths } from '../../frame/entries';
import { PostList, Preferences, useSignOut } from '../../frame/user-menu';
import { useMe } from '../../me';
import { PageHead } from '../../parts/page-head';
import { OwnSecurity } from '../account/own-security';
import { LinkSection } from '../tokens/link-section';
import { TokenSection } from '../tokens/token-section';
import './mine-page.css';

/** 我的: posts, other pages (on a phone the rail is not there), language and shade, the account's safety, sign out. */
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
      <OwnSecurity />
      <LinkSection />
      <TokenSection />
      <p>
        <Button onClick={() => void signOut()}>{t('frame:menu.signOut')}</Button>
      </p>
    </div>
  );
};
