import { describe, expect, it } from 'vitest';
import { permitsOperation } from './permits-operation';

const look = { name: 'tasks.list', kind: 'read' } as const;
const report = { name: 'tasks.saveReport', kind: 'write' } as const;

describe('what a token may be used for', () => {
  it('looks at everything with «read», and changes nothing', () => {
    expect([permitsOperation(['read'], look), permitsOperation(['read'], report)]).toEqual([true, false]);
  });

  it('does all of a subject, or only looks at it', () => {
    expect([permitsOperation(['tasks'], look), permitsOperation(['tasks'], report)]).toEqual([true, true]);
    expect([permitsOperation(['tasks:read'], look), permitsOperation(['tasks:read'], report)]).toEqual([true, false]);
    expect(permitsOperation(['plans', 'plans:read', 'overview'], look)).toBe(false);
  });

  it('does one operation by its name, and not one that begins like it', () => {
    expect(permitsOperation(['tasks.saveReport'], report)).toBe(true);
    expect(permitsOperation(['tasks.saveReport'], { name: 'tasks.saveReportAs', kind: 'write' })).toBe(false);
    expect(permitsOperation(['task'], look)).toBe(false);
  });

  it('adds up several scopes, and none permit nothing', () => {
    expect(permitsOperation(['plans', 'tasks.list'], look)).toBe(true);
    expect(permitsOperation([], look)).toBe(false);
  });

  it('never touches what needs the person: passwords, sessions, tokens', () => {
    const everything = ['read', 'identity', 'identity:read', 'identity.createToken', 'org', 'identity.changePassword'];
    for (const deed of [
      { name: 'identity.createToken', kind: 'write' },
      { name: 'identity.sessions', kind: 'read' },
      { name: 'identity.changePassword', kind: 'write', ownHands: true },
    ] as const)
      expect(permitsOperation(everything, deed)).toBe(false);
  });
});
