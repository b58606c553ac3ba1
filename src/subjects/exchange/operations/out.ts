import { say } from '../../../locales/say';
import { Download, read } from '../../../platform/operation';
import { writeWorkbook } from '../../../platform/papers/workbook';
import { mayLook } from '../../reporting/policy';
import { valueWorkbook } from '../papers';
import { valuesOut } from '../reads/values';
import { writeCsv } from '../rules/formats/csv';
import { writeDataValueSet } from '../rules/formats/data-value-set';
import { writeSdmxJson } from '../rules/formats/sdmx-json';
import { type ImportRow, type ValueFormat, valuesInput } from '../schema';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const bodyOf = async (rows: readonly ImportRow[], format: ValueFormat, language: string, now: string) => {
  if (format === 'xlsx')
    return { extension: 'xlsx', mediaType: XLSX, body: await writeWorkbook(valueWorkbook(rows, language)) };
  if (format === 'csv') return { extension: 'csv', mediaType: 'text/csv', body: Buffer.from(writeCsv(rows)) };
  const value = format === 'dhis2' ? writeDataValueSet(rows) : writeSdmxJson(rows, now);
  return { extension: 'json', mediaType: 'application/json', body: Buffer.from(JSON.stringify(value)) };
};

export const values = read({
  name: 'exchange.values',
  summary: '导出一张报表几期的数据（CSV、.xlsx、DHIS2 dataValueSets JSON、SDMX-JSON），可原样导入',
  perMinute: 60,
  input: valuesInput,
  may: mayLook,
  run: async (context, input) => {
    const { language } = context.actor;
    const rows = await valuesOut(context, input);
    const { extension, mediaType, body } = await bodyOf(rows, input.format, language, context.now);
    const name = say(language, 'exchange:sheet.file', { from: input.from, to: input.to });
    return new Download(`${name}.${extension}`, mediaType, body);
  },
});
