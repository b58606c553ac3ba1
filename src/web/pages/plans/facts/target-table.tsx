import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparator } from '../../../../compiler/ledger';
import { useSettleActions } from '../settling/actions';
import { readAmount, writtenAmount } from './amount';
import type { Card } from './cards';
import { Cell } from './cell';

type Target = Card['targets'][number];
const comparators: Comparator[] = ['eq', 'ge', 'le', 'gt', 'lt', 'range', 'add'];
const strengths = ['commit', 'strive', 'commit-about', 'strive-about'] as const;

/** 目标: one row each, every cell can be corrected. */
export const TargetTable = ({ targets, fact }: { targets: Target[]; fact: string | null }) => {
  const { t } = useTranslation('plans');
  return (
    <table className="targets">
      <thead>
        <tr>
          <th scope="col">{t('target.indicator')}</th>
          <th scope="col">{t('target.comparator')}</th>
          <th scope="col" className="right">
            {t('target.value')}
          </th>
          <th scope="col">{t('target.unit')}</th>
          <th scope="col">{t('target.strength')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('target.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {targets.map(target => (
          <TargetRow key={target.key} target={target} selected={fact === target.key} />
        ))}
      </tbody>
    </table>
  );
};

const TargetRow = memo(({ target, selected }: { target: Target; selected: boolean }) => {
  const { t } = useTranslation('plans');
  const { correct, select } = useSettleActions();
  const edit = (fields: Partial<Omit<Target, 'key'>>) =>
    correct([{ kind: 'edit-target', node: target.node, target: target.key, fields }]);
  const changeComparator = (comparator: Comparator) => {
    if (comparator === 'range')
      edit({ comparator, low: target.low ?? target.value, high: target.high ?? target.value, value: null });
    else if (target.comparator === 'range')
      edit({ comparator, value: target.high ?? target.low, low: null, high: null });
    else edit({ comparator });
  };
  const strength = strengths[(target.strength === 'strive' ? 1 : 0) + (target.approximate ? 2 : 0)]!;
  const amount = (field: 'value' | 'low' | 'high') => (
    <Cell
      className="right"
      value={writtenAmount(target[field], target.unit)}
      label={t(`target.${field}`)}
      isRight={text => readAmount(text) !== null}
      onCommit={text => edit({ [field]: readAmount(text) })}
    />
  );
  return (
    <tr
      className={selected ? 'selected' : undefined}
      data-target={target.key}
      onFocus={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) select(target.node, target.key, 'facts');
      }}
    >
      <td>
        <Cell
          value={target.indicator}
          label={t('target.indicator')}
          isRight={text => text.trim().length > 0}
          onCommit={indicator => edit({ indicator })}
        />
        {target.baseline !== null && (
          <span className="baseline quiet">
            {t('target.from', { value: writtenAmount(target.baseline, target.unit) })}
          </span>
        )}
        {target.scope !== undefined && (
          <span className="baseline quiet">{t('target.scope', { scope: target.scope })}</span>
        )}
        {target.impliedBase !== undefined && !target.corrected && (
          <span className="baseline quiet" title={t('target.impliedWhy')}>
            {t('target.implied', { value: writtenAmount(target.impliedBase, target.unit) })}
          </span>
        )}
      </td>
      <td>
        <select
          className="cell"
          aria-label={t('target.comparator')}
          value={target.comparator}
          onChange={event => changeComparator(event.target.value as Comparator)}
        >
          {comparators.map(one => (
            <option key={one} value={one}>
              {t(`comparator.${one}`)}
            </option>
          ))}
        </select>
      </td>
      <td className={target.comparator === 'range' ? 'amounts' : undefined}>
        {target.comparator === 'range' ? (
          <>
            {amount('low')}
            <span aria-hidden="true">–</span>
            {amount('high')}
          </>
        ) : (
          amount('value')
        )}
      </td>
      <td>
        <Cell
          value={target.unit ?? ''}
          label={t('target.unit')}
          isRight={text => text.length <= 20}
          onCommit={unit => edit({ unit: unit || null })}
        />
      </td>
      <td>
        <select
          className="cell"
          aria-label={t('target.strength')}
          value={strength}
          onChange={event =>
            edit({
              strength: event.target.value.startsWith('strive') ? 'strive' : 'commit',
              approximate: event.target.value.endsWith('about'),
            })
          }
        >
          {strengths.map(one => (
            <option key={one} value={one}>
              {t(`strength.${one}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <button
          type="button"
          className="plain-button row-remove"
          aria-label={t('target.removeThis', { indicator: target.indicator })}
          title={t('target.notOne')}
          onClick={() => correct([{ kind: 'remove-target', node: target.node, target: target.key }])}
        >
          ✕
        </button>
      </td>
    </tr>
  );
});
