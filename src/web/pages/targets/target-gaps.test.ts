import { expect, it } from 'vitest';
import type { TargetRow } from '../../../subjects/indicators/targets/list-schema';
import { canBegin, countsOf, rowsShown } from './target-gaps';

const row = (more: Partial<TargetRow>): TargetRow => ({
  ...{
    id: '1',
    version: 1,
    number: '3',
    title: '办好学前教育',
    text: '达到91%',
    indicator: '普惠园覆盖率',
    isMeasured: true,
    unit: '%',
    decimals: 1,
  },
  ...{ leadName: '学前处', comparator: 'ge', value: '91', low: null, high: null, strength: 'commit' },
  ...{ dueOn: '2026-12-31', baseline: null, trajectory: 'linear', hasCourse: false, planned: null, latest: null },
  ...{ latestOn: null, status: 'under-way', lastYear: '88.9', split: null, may: { allocate: true } },
  ...more,
});
const sent = { state: 'sent', parts: 18, balance: 'balanced', waived: false } as const;

it('says what is lacking, and shows only that', () => {
  const rows = [
    row({ id: '1' }),
    row({ id: '2', hasCourse: true, status: 'behind', split: { ...sent, signed: 15 } }),
    row({ id: '3', hasCourse: true, split: { ...sent, signed: 18 }, may: { allocate: false }, leadName: '规划处' }),
  ];
  expect(countsOf(rows)).toEqual({ course: 1, split: 1, signatures: 1, behind: 1 });
  const ids = (gap: 'course' | undefined, q = '', lead?: string) =>
    rowsShown(rows, { gap, q, lead }).map(({ id }) => id);
  expect([ids('course'), ids(undefined, '普惠'), ids(undefined, '', '规划处'), ids(undefined, '学位')]).toEqual([
    ['1'],
    ['1', '2', '3'],
    ['3'],
    [],
  ]);
});

it('can begin at last year’s value where none is set and nothing is counted from zero', () => {
  expect([row({}), row({ baseline: '80' }), row({ comparator: 'add' }), row({ lastYear: null })].map(canBegin)).toEqual(
    [true, false, false, false],
  );
});
