import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Me, Role } from '../../../subjects/org/schema';
import { useMe } from '../../me';
import './reporting-nav.css';

const places: { to: string; name: string; roles: Role[] }[] = [
  { to: '/reporting', name: 'mine', roles: ['liaison', 'county', 'reporter', 'supervisor'] },
  { to: '/review', name: 'review', roles: ['county', 'liaison', 'supervisor'] },
  { to: '/review/across', name: 'across', roles: ['liaison', 'supervisor'] },
  { to: '/review/queries', name: 'queries', roles: ['liaison', 'county', 'reporter', 'supervisor'] },
  { to: '/review/snapshots', name: 'snapshots', roles: ['liaison', 'county', 'supervisor'] },
  { to: '/reporting/forms', name: 'forms', roles: ['liaison', 'supervisor'] },
  { to: '/definitions', name: 'definitions', roles: ['liaison', 'supervisor'] },
  { to: '/exchange', name: 'exchange', roles: ['supervisor'] },
];

const placesOf = (me: Me) => places.filter(({ roles }) => me.posts.some(({ role }) => roles.includes(role)));

/** 填报's pages side by side: one's own forms, the review up the tree and across it, doubts, what is frozen. */
export const ReportingNav = () => {
  const { t } = useTranslation('review');
  const me = useMe();
  return (
    <nav className="reporting-nav no-print" aria-label={t('nav.label')}>
      {placesOf(me).map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {t(`nav.${name}`)}
        </Link>
      ))}
    </nav>
  );
};
