import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { reforms } from '../../../subjects/reporting/rules/reforms';
import { useAddress } from '../../address';
import { useRead } from '../../api';
import { useMe } from '../../me';
import { ErrorNote } from '../../parts/error-note';
import { PageHead } from '../../parts/page-head';
import { LinesSkeleton, TableSkeleton } from '../../parts/skeletons';
import { UnitPicker } from '../../parts/unit-picker';
import { useNarrow } from '../../use-narrow';
import { ClosedDialog } from './closed-dialog';
import { ImportDialog } from './import-dialog';
import { InviteDialog } from './invite-dialog';
import { PeopleTable } from './people-table';
import './people.css';
import { PersonDialog } from './person-dialog';
import { ReformDialog } from './reform-dialog';
import { SecurityDialog } from './security-dialog';
import { TagsDialog } from './tags-dialog';
import { UnitDialog } from './unit-dialog';
import { UnitList } from './unit-list';
import { pathTo, subtreeOf, unitTree } from './unit-tree';

/** 单位和人员: the tree of units, the people of the chosen one, invitations, import from a workbook. */
export const PeoplePage = () => {
  const { t } = useTranslation(['org', 'sign-on', 'identity', 'review']);
  const me = useMe();
  const narrow = useNarrow();
  const [address, setAddress] = useAddress();
  const units = useRead('org.units', {});
  const people = useRead('org.people', {});
  const roots = useMemo(() => unitTree(units.data ?? [], people.data ?? []), [units.data, people.data]);
  if (units.error || people.error)
    return (
      <div className="page">
        <PageHead title={t('people.title')} />
        <ErrorNote
          error={units.error ?? people.error}
          onRetry={() => void Promise.all([units.refetch(), people.refetch()])}
        />
      </div>
    );
  if (!units.data || !people.data)
    return (
      <div className="page">
        <PageHead title={t('people.title')} />
        <div className="people-columns">
          <LinesSkeleton lines={16} />
          <TableSkeleton rows={16} columns={3} />
        </div>
      </div>
    );

  const root = roots[0]?.unit;
  const unitId = address.text('unit') ?? root?.id;
  const unit = units.data.find(one => one.id === unitId) ?? root;
  const q = address.text('q') ?? '';
  const below = unit ? subtreeOf(units.data, unit.id) : new Set<string>();
  const chosen = people.data.filter(
    person =>
      (person.posts.some(post => below.has(post.unitId)) || (unit === root && person.posts.length === 0)) &&
      (q === '' || `${person.name} ${person.login}`.toLowerCase().includes(q.toLowerCase())),
  );
  const open = address.text('open');
  const reform = reforms.find(kind => kind === open);
  const close = () => setAddress({ open: null });
  const person = people.data.find(one => one.id === address.text('person'));

  return (
    <div className="page people">
      <PageHead
        title={t('people.title')}
        sub={t('people.sub', { units: units.data.length, people: people.data.length })}
      >
        {me.can.administer && <Link to="/people/tokens">{t('sign-on:tokens.all')}</Link>}
        {me.can.administer && (
          <Button onClick={() => setAddress({ open: 'security' })}>{t('identity:security.open')}</Button>
        )}
        <Button onClick={() => setAddress({ open: 'closed' })}>{t('review:reform.closed.open')}</Button>
        <Button onClick={() => setAddress({ open: 'tags' })}>{t('tags.open')}</Button>
        <Button onClick={() => setAddress({ open: 'import' })}>{t('people.import')}</Button>
        <Button onClick={() => setAddress({ open: 'new-unit' })}>{t('people.newUnit')}</Button>
        <Button type="primary" onClick={() => setAddress({ open: 'invite' })}>
          {t('people.invite')}
        </Button>
      </PageHead>
      <div className="people-columns">
        {narrow ? (
          <UnitPicker label={t('people.unit')} value={unit?.id ?? null} onChange={id => setAddress({ unit: id })} />
        ) : (
          <UnitList
            roots={roots}
            selected={unit?.id}
            open={[...(root ? [root.id] : []), ...pathTo(units.data, unitId)]}
            onSelect={id => setAddress({ unit: id })}
          />
        )}
        <div className="people-list">
          <div className="people-tools">
            <h2>{unit?.name}</h2>
            {unit && (
              <button type="button" className="link-button" onClick={() => setAddress({ open: 'unit' })}>
                {t('people.editUnit')}
              </button>
            )}
            {unit?.parentId && (
              <fieldset className="unit-reforms">
                <legend className="visually-hidden">{t('review:reform.menu')}</legend>
                {reforms.map(kind => (
                  <button key={kind} type="button" className="link-button" onClick={() => setAddress({ open: kind })}>
                    {t(`review:reform.${kind}.menu`)}
                  </button>
                ))}
              </fieldset>
            )}
            <input
              type="search"
              className="people-search"
              aria-label={t('people.find')}
              placeholder={t('people.find')}
              defaultValue={q}
              onChange={event => setAddress({ q: event.target.value }, { replace: true })}
            />
          </div>
          <PeopleTable people={chosen} onOpen={id => setAddress({ person: id })} />
        </div>
      </div>
      {open === 'invite' && <InviteDialog unitId={unit?.id ?? null} onClose={close} />}
      {open === 'security' && <SecurityDialog onClose={close} />}
      {open === 'closed' && <ClosedDialog onClose={close} />}
      {open === 'tags' && unit && <TagsDialog units={units.data} under={unit.id} onClose={close} />}
      {open === 'import' && <ImportDialog onClose={close} />}
      {open === 'new-unit' && root && (
        <UnitDialog key="new" unit={null} parentId={unit?.id ?? root.id} onClose={close} />
      )}
      {open === 'unit' && unit && <UnitDialog key={unit.id} unit={unit} parentId={unit.parentId} onClose={close} />}
      {reform && unit?.parentId && (
        <ReformDialog key={`${reform} ${unit.id}`} kind={reform} unit={unit} units={units.data} onClose={close} />
      )}
      {person && <PersonDialog person={person} onClose={() => setAddress({ person: null })} />}
    </div>
  );
};
