import { describe, expect, it } from 'vitest';
import type { Actor, Operation } from '../../src/platform/operation';
import { operations } from '../../src/subjects/registry';

const nobody: Actor = {
  tenantId: '1',
  userId: '1',
  name: '离任的人',
  login: 'former',
  language: 'zh-CN',
  posts: [],
  demoToday: null,
};

// Who holds no post any more can still come in, keep the own account and leave; the work is over, whatever is asked.
describe('a person without a post', () => {
  it('may do nothing but keep the own account', () => {
    const may = (operations as readonly Operation[])
      .filter(operation => !operation.open && (operation.may as (actor: Actor, input: unknown) => boolean)(nobody, {}))
      .map(({ name }) => name)
      .filter(name => !name.startsWith('identity.'));
    expect(may).toEqual(['org.me', 'org.setLanguage']);
  });
});
