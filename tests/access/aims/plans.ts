import type { Aims } from '../support/aim';
import { ofYear } from '../support/inputs';

/** Plans. */
export const plansAims: Aims = {
  'plans.list': { input: ofYear, shows: 'adopted' },
  'plans.list settling': { input: ofYear, shows: 'settling' },
  'plans.get': { input: ({ thing }) => ({ planId: thing.adoptedPlanId }), shows: 'adopted' },
  'plans.get settling': { input: ({ thing }) => ({ planId: thing.planId }), shows: 'settling' },
  'plans.get task': { input: ({ thing }) => ({ planId: thing.adoptedPlanId }), shows: 'planned' },
  'plans.paste': { input: () => ({ name: '要点.txt', text: '1.新建学校2所。' }), self: true },
  'plans.import': { input: ({ thing }) => ({ fileId: thing.looseFileId }) },
  'plans.correct': {
    input: ({ thing }) => ({
      planId: thing.planId,
      version: thing.planVersion,
      corrections: [{ kind: 'edit-heading', node: 'n2', heading: '新' }],
    }),
  },
  'plans.undo': { input: ({ thing }) => ({ planId: thing.planId, version: thing.planVersion }) },
  'plans.redo': { input: ({ thing }) => ({ planId: thing.planId, version: thing.planVersion }) },
  'plans.adopt': { input: ({ thing }) => ({ planId: thing.planId }) },
  'plans.revise': { input: ({ thing, own }) => ({ planId: thing.planId, fileId: own.looseFileId }) },
  'plans.revise file': {
    input: ({ thing, own }) => ({ planId: own.planId, fileId: thing.looseFileId }),
  },
  'plans.answerConflict': {
    input: ({ thing }) => ({
      planId: thing.planId,
      version: thing.planVersion,
      conflictId: thing.conflictId,
      answer: 'document',
    }),
  },
  'plans.preview': { input: ({ thing }) => ({ planId: thing.planId }) },
};
