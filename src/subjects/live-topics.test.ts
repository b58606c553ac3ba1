import { describe, expect, it } from 'vitest';
import { topicsOf } from './live-topics';

describe('what is told of a change', () => {
  it('is in what something changed, not what', () => {
    expect(topicsOf({ kind: 'report', id: '5', under: { kind: 'task', id: '3' }, after: { summary: '机密' } })).toEqual(
      ['tasks'],
    );
    expect(topicsOf({ kind: 'plan', id: '2' })).toEqual(['plans']);
    expect(topicsOf({ kind: 'target', id: '2' })).toEqual(['tasks', 'indicators']);
    expect(topicsOf({ kind: 'allocation', id: '2' })).toEqual(['indicators']);
    expect(topicsOf({ kind: 'submission', id: '2/2026-08/7' })).toEqual(['reporting', 'analysis']);
  });

  it('servers hear of whose rights changed', () => {
    expect(topicsOf({ kind: 'user', id: '9', before: { disabled: false }, after: { disabled: true } })).toEqual([
      'org',
      'rights/9',
    ]);
    expect(topicsOf({ kind: 'user', id: '9', after: { sessionsEnded: 2 } })).toEqual(['rights/9']);
    expect(topicsOf({ kind: 'user', id: '9', after: { signedOut: true } })).toEqual(['rights/9']);
    expect(topicsOf({ kind: 'post', id: '4', under: { kind: 'user', id: '9' }, before: { role: 'liaison' } })).toEqual([
      'org',
      'rights/9',
    ]);
    expect(topicsOf({ kind: 'api-token', id: '1', under: { kind: 'user', id: '9' } })).toEqual(['org', 'rights/9']);
    expect(topicsOf({ kind: 'unit', id: '6', after: { parentId: '1' } })).toEqual(['org', 'rights']);
  });

  it('is nothing where it is nobody’s news, and everything where the kind is not known', () => {
    expect(topicsOf({ kind: 'user', id: '9', after: { signedIn: 'password' } })).toEqual([]);
    expect(topicsOf({ kind: 'user', id: '9', after: { signInFailed: 'password' } })).toEqual([]);
    expect(topicsOf({ kind: 'file', id: '9' })).toEqual([]);
    expect(topicsOf({ kind: 'something-new', id: '1' })).toEqual(['all', 'rights']);
  });
});
