import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparePlans, saysSomethingElse } from '../../../../compiler/revisions/compare-plans';
import type { Comparable } from '../../../../compiler/revisions/revision';
import { useAddress } from '../../../address';
import { useKeys } from '../../../parts/use-keys';
import { ClauseRow } from './clause-row';
import './compare.css';

type Props = {
  before: Comparable;
  after: Comparable;
  /** Where a clause stands in its plan; without it there is no way there. */
  linkTo?: (side: 'before' | 'after', node: string) => string;
};

/**
 * Two plans side by side, clause by clause: any two, kept by the server or not. J and K go from change to change; the
 * unchanged clauses come with a switch, which stands in the address.
 */
export const CompareView = ({ before, after, linkTo }: Props) => {
  const { t } = useTranslation('compare');
  const [address, setAddress] = useAddress();
  const all = address.text('show') === 'all';
  const revision = useMemo(() => comparePlans(before, after), [before, after]);
  const changes = useMemo(() => revision.clauses.filter(saysSomethingElse), [revision]);
  const shown = all ? revision.clauses : changes;
  const [at, setAt] = useState(-1);
  const list = useRef<HTMLOListElement>(null);

  const go = (step: 1 | -1) => {
    if (changes.length === 0) return;
    const next = Math.min(changes.length - 1, Math.max(0, at + step));
    setAt(next);
    const row = list.current?.querySelectorAll<HTMLElement>('[data-changed]')[next];
    row?.scrollIntoView({ block: 'center' });
    row?.focus({ preventScroll: true });
  };
  useKeys([
    { key: 'j', label: t('keys.next'), act: () => go(1) },
    { key: 'k', label: t('keys.previous'), act: () => go(-1) },
  ]);

  const { counts } = revision;
  const nameOf = (side: typeof revision.before) => side.title ?? side.name;
  return (
    <section className="compare" aria-label={t('title')}>
      <div className="compare-bar">
        <p role="status">{changes.length === 0 ? t('same') : t('summary', counts)}</p>
        <div className="compare-ways">
          <label>
            <input
              type="checkbox"
              checked={!all}
              onChange={event => setAddress({ show: event.target.checked ? null : 'all' }, { replace: true })}
            />
            {t('onlyChanges')}
          </label>
          <button type="button" disabled={at <= 0} onClick={() => go(-1)}>
            {t('previous')}
          </button>
          <span className="number quiet">{`${at + 1}/${changes.length}`}</span>
          <button type="button" disabled={at >= changes.length - 1} onClick={() => go(1)}>
            {t('next')}
          </button>
        </div>
      </div>
      <div className="compare-heads" aria-hidden="true">
        <span>{t('side.before', { title: nameOf(revision.before) })}</span>
        <span>{t('side.after', { title: nameOf(revision.after) })}</span>
      </div>
      <ol className="compare-list" ref={list}>
        {shown.map(clause => (
          <ClauseRow
            key={`${clause.before?.node ?? ''}|${clause.after?.node ?? ''}`}
            clause={clause}
            selected={changes[at] === clause}
            linkTo={linkTo}
          />
        ))}
      </ol>
    </section>
  );
};
