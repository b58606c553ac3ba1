import { decodeText } from '../../../compiler/readers/decode-text';
import type { Finding } from '../../../kernel/finding';
import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { readValueSheet } from '../papers';
import { mayBringIn } from '../policy';
import { readText } from '../rules/formats/read-file';
import { nothing, type Reading, type ReadingFault } from '../rules/formats/reading';
import { MOST_FAULTS } from '../rules/resolve-rows';
import { importFileInput } from '../schema';
import { importRows } from './values';

const WORKBOOK = /spreadsheetml\.sheet$/;
const TEXT = /^(text\/(plain|csv)|application\/json)$/;

const readingOf = async ({ db, actor, files }: Context, fileId: Id): Promise<Reading> => {
  const file =
    (await db
      .selectFrom('files')
      .select(['sha256', 'name', 'mediaType'])
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', fileId)
      .where('createdBy', '=', actor.userId)
      .executeTakeFirst()) ?? refuse('not-found');
  const bytes = await files.get(file.sha256);
  if (WORKBOOK.test(file.mediaType))
    return readValueSheet(bytes, actor.language).catch(error => {
      if (error instanceof Refusal) throw new Refusal(error.code, { name: file.name, ...error.detail });
      throw error;
    });
  // What is a picture or an old workbook is no table of odd characters.
  if (!TEXT.test(file.mediaType)) return nothing('not-a-table', file.name, { name: file.name });
  const decoded = decodeText(bytes);
  return decoded ? readText(decoded.text) : nothing('no-rows', file.name);
};

const findingOf = ({ code, at, values }: ReadingFault, language: string): Finding => ({
  code,
  level: 'error',
  at,
  message: say(language, `exchange:reading.${code}`, values),
});

export const importFile = write({
  name: 'exchange.importFile',
  summary: '从文件导入数据（CSV、.xlsx、DHIS2 dataValueSets JSON、SDMX-JSON）；一处不对就全部不写，逐处说明',
  perMinute: 30,
  input: importFileInput,
  // Looked at again another way, it must still be there.
  uploaded: ({ fileId, dryRun }) => (dryRun ? null : fileId),
  may: mayBringIn,
  run: async (context, { fileId, ...how }) => {
    const { rows, faults, placeOf, notices = [] } = await readingOf(context, fileId);
    if (faults.length > 0)
      refuse('import-has-errors', {
        count: faults.length,
        findings: faults.slice(0, MOST_FAULTS).map(fault => findingOf(fault, context.actor.language)),
      });
    return importRows(context, rows, how, { placeOf, notices });
  },
});
