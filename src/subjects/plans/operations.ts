import { adopt } from './operations/adopt';
import { correct, redo, undo } from './operations/correct';
import { importPlan, pastePlan } from './operations/import';
import { get, list } from './operations/look';
import { answerConflict, preview, revise } from './operations/revise';

/** The table of this subject's operations. */
export const planOperations = [
  importPlan,
  pastePlan,
  list,
  get,
  correct,
  undo,
  redo,
  adopt,
  revise,
  answerConflict,
  preview,
] as const;
