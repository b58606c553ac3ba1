import type { Pass } from '../draft';
import { checkCounts } from './check-counts';
import { checkNumbering } from './check-numbering';
import { checkPunctuation } from './check-punctuation';
import { checkReading } from './check-reading';
import { checkNames, checkRegister, checkResponsibility } from './check-responsibility';
import { checkRepeats, checkSums } from './check-targets';

/** All checks; every one runs, so that one compile reports everything. */
export const checks: Pass[] = [
  checkReading,
  checkNumbering,
  checkResponsibility,
  checkNames,
  checkRegister,
  checkSums,
  checkRepeats,
  checkCounts,
  checkPunctuation,
];
