import type { Aims } from '../support/aim';

/** The tree of units, people and posts. */
export const orgAims: Aims = {
  'org.start': { self: true },
  'org.me': { self: true },
  'org.setLanguage': { self: true, input: () => ({ language: 'en' }) },
  'org.units': { shows: 'unit' },
  'org.saveUnit': {
    input: ({ thing }) => ({
      unitId: thing.unitId,
      version: thing.unitVersion,
      parentId: thing.unitParentId,
      name: '改名',
      shortName: '改名',
      kind: 'department',
    }),
  },
  'org.tagUnits': { input: ({ thing }) => ({ unitIds: [thing.unitId], give: ['试点'], take: ['kindergarten'] }) },
  'org.people': { shows: 'person' },
  'org.invite': {
    input: ({ thing }) => ({ name: '新人', login: 'new.person', role: 'liaison', unitId: thing.unitId }),
  },
  'org.invite auditor': {
    input: ({ thing }) => ({ name: '新人', login: 'new.person', role: 'auditor', unitId: thing.unitId }),
  },
  'org.addPost': { input: ({ thing }) => ({ userId: thing.userId, unitId: thing.unitId, role: 'assessor' }) },
  'org.removePost': { input: ({ thing }) => ({ postId: thing.postId }) },
  'org.handPost': { input: ({ thing, caller }) => ({ postId: thing.postId, userId: caller.userId }) },
  'org.importTemplate': { self: true },
  'org.importUnits': { input: ({ own }) => ({ fileId: own.workbookId }), self: true },
};
