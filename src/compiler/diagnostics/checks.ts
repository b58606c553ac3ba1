import type { Pass } from '../draft';
import { checkCounts } from './check-counts';
import { checkNames } from './check-names';
import { checkNumbering } from './check-numbering';
import { checkPunctuation } from './check-punctuation';
import { checkReading } from './check-reading';
import { checkRegister } from './check-register';
import { checkRepeats } from './check-repeats';
import { checkResponsibility } from './check-responsibility';
import { checkSums } from './check-sums';

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
