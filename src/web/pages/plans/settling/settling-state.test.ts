import { describe, expect, it } from 'vitest';
import { activeOf, type Step } from '../../../../subjects/plans/rules/steps';
import { keptNow, nextSettling, type SettlingState } from './settling-state';

const step = (heading: string): Step => ({
  kind: 'correct',
  corrections: [{ kind: 'edit-heading', node: 'n1', heading }],
});
const empty: SettlingState = { version: 3, kept: [], pending: [], me: '王' };
const headings = (state: SettlingState) => activeOf(keptNow(state)).map(one => 'heading' in one && one.heading);

describe('settling before the server has answered', () => {
  it('shows acts at once, takes the newest back, and brings it again', () => {
    let state = [step('一'), step('二')].reduce((now, one) => nextSettling(now, { type: 'done', step: one }), empty);
    expect(headings(state)).toEqual(['一', '二']);
    state = nextSettling(state, { type: 'done', step: { kind: 'undo' } });
    expect(headings(state)).toEqual(['一']);
    state = nextSettling(state, { type: 'done', step: { kind: 'redo' } });
    expect(headings(state)).toEqual(['一', '二']);
  });

  it('shows the same before and after the server took it', () => {
    const before = [step('一'), { kind: 'undo' } as const, step('二')].reduce(
      (now, one) => nextSettling(now, { type: 'done', step: one }),
      empty,
    );
    let state = before;
    for (const at of ['2026-09-28T01:00:00.000Z', '2026-09-28T01:00:01.000Z', '2026-09-28T01:00:02.000Z']) {
      state = nextSettling(state, { type: 'taken', step: state.pending[0]!, version: state.version + 1, at });
      expect(headings(state)).toEqual(headings(before));
    }
    expect([state.pending, state.version]).toEqual([[], 6]);
  });

  it('does not send twice what the server took though its answer was lost', () => {
    const waiting = nextSettling(empty, { type: 'done', step: step('一') });
    const row = {
      id: '1',
      seq: 1,
      kind: 'edit-heading',
      payload: { kind: 'edit-heading', node: 'n1', heading: '一' } as const,
      by: '王',
      at: 't',
      undoneAt: null,
    };
    const state = nextSettling(waiting, { type: 'loaded', page: { version: 4, corrections: [row] } });
    expect(state.pending).toEqual([]);
    const other = nextSettling(waiting, { type: 'loaded', page: { version: 4, corrections: [{ ...row, by: '李' }] } });
    expect(headings(other)).toEqual(['一', '一']);
  });
});
