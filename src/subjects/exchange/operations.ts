import { importFile } from './operations/file';
import { values } from './operations/out';
import { writeValues } from './operations/values';

/** The table of this subject's operations. */
export const exchangeOperations = [values, writeValues, importFile] as const;
