import { expect, it } from 'vitest';
import { boardWorkbook, leagueWorkbook } from './papers';
import type { Board, BoardRow } from './schema';

const paper = { body: '青溪市教育局', today: '2026-09-01', language: 'zh-CN' };
const headersOf = ({ sheets }: ReturnType<typeof leagueWorkbook>) => sheets[0]!.columns.map(({ header }) => header);

it('a league counts reports, not units', () => {
  const league = leagueWorkbook({ from: '2026-01-01', to: '2026-09-01', forms: [], rows: [] }, paper, null);
  expect(headersOf(league)).toContain('应报（份）');
  expect(headersOf(league)).not.toContain('应报单位');
});

it('a target is written with how it has to be read and with what counts towards it', () => {
  const aim = {
    ...{ targetId: '1', comparator: 'add', value: '-0.4', low: null, high: null, strength: 'commit' },
    ...{ dueOn: '2026-12-31', actual: '-0.2156', planned: '-0.2', status: 'on-track', gap: null },
  };
  const row = {
    ...{ id: '1', code: 'large', name: '大班额比例', unit: '%', decimals: 1, direction: 'down', leadUnitName: null },
    ...{ period: '2026-S1', value: '3.187', previous: null, aim, reported: { expected: 1, reported: 1 } },
    ...{ byUnit: [], parts: null, statuses: null },
  } as unknown as BoardRow;
  const unit = { id: '1', name: '市教育局', kind: 'bureau', areaCode: null };
  const board = { on: '2026-09-01', lens: 'accepted', lenses: [], unit, units: [], rows: [row] } as unknown as Board;
  const [first] = boardWorkbook(board, paper).sheets[0]!.rows as unknown[];
  expect(first).toMatchObject({
    ...{ value: '3.2', comparator: '新增', target: '-0.4', actual: '-0.2', planned: '-0.2' },
  });
});
