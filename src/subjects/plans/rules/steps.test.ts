import { describe, expect, it } from 'vitest';
import { activeOf, type KeptCorrection, lastAct, laterThan, nextUndone } from './steps';

const kept = (seq: number, at: string, undoneAt: string | null = null): KeptCorrection => ({
  seq,
  payload: { kind: 'edit-heading', node: `n${seq}`, heading: '一' },
  by: '王',
  at,
  undoneAt,
});
const seqs = (rows: KeptCorrection[]) => rows.map(one => one.seq);

describe('undo and redo', () => {
  it('takes back one act with all its corrections', () => {
    expect(seqs(lastAct([kept(1, 't1'), kept(2, 't2'), kept(3, 't2')]))).toEqual([2, 3]);
    expect(lastAct([kept(1, 't1', 't2')])).toEqual([]);
  });

  it('brings back what was taken back last, then the one before', () => {
    const rows = [kept(1, 't1'), kept(2, 't2', 't5'), kept(3, 't3', 't4')];
    expect(seqs(nextUndone(rows))).toEqual([2]);
    expect(seqs(nextUndone([rows[0]!, kept(2, 't2'), rows[2]!]))).toEqual([3]);
  });

  it('has nothing to redo once something new was done', () => {
    const rows = [kept(1, 't1'), kept(2, 't2', 't3'), kept(3, 't4')];
    expect(nextUndone(rows)).toEqual([]);
    expect(seqs(nextUndone([rows[0]!, rows[1]!, kept(3, 't4', 't5')]))).toEqual([3]);
    expect(activeOf(rows)).toHaveLength(2);
  });

  it('keeps two acts of one millisecond apart', () => {
    const now = '2026-09-28T01:00:00.000Z';
    expect(laterThan(now, [now])).toBe('2026-09-28T01:00:00.001Z');
    expect(laterThan(now, ['2026-09-27T01:00:00.000Z'])).toBe(now);
  });
});
