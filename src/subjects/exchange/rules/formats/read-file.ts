import { parseJson } from '../../../../kernel/parse-json';
import { readCsv } from './csv';
import { isDataValueSet, readDataValueSet } from './data-value-set';
import { nothing, type Reading } from './reading';
import { isSdmxJson, readSdmxJson } from './sdmx-json';

/** A text file of values in whatever format it is: JSON of DHIS2 or SDMX, or a table with a header. */
export const readText = (text: string): Reading => {
  if (!/^\s*[{[]/.test(text)) return readCsv(text);
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return nothing('broken-json', '', { reason: error instanceof Error ? error.message : '' });
  }
  if (isDataValueSet(value)) return readDataValueSet(value);
  return isSdmxJson(value) ? readSdmxJson(value) : nothing('unknown-json', '', { at: '', reason: '' });
};
