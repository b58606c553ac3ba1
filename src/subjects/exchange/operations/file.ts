import { sql } from 'kysely';
import type { Finding } from '../../../kernel/finding';
import { refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Id } from '../../../platform/database/tables';
import { type Context, write } from '../../../platform/operation';
import { mayBringIn } from '../policy';
import { readApart } from '../reading/read-apart';
import { nothing, placeIn, type ReadingFault } from '../rules/formats/reading';
import { importFileInput } from '../schema';
import { importRows } from './values';

// The database gives up a transaction in which nothing is asked for a minute.
const AWAKE_MS = 20_000;
const WORKBOOK = /spreadsheetml\.sheet$/;
const TEXT = /^(text\/(plain|csv)|application\/json)$/;

const readingOf = async ({ db, actor, files }: Context, fileId: Id) => {
  const file =
    (await db
      .selectFrom('files')
      .select(['sha256', 'name', 'mediaType'])
      .where('tenantId', '=', actor.tenantId)
      .where('id', '=', fileId)
      .where('createdBy', '=', actor.userId)
      .executeTakeFirst()) ?? refuse('not-found');
  const { sha256, name, mediaType } = file;
  const isWorkbook = WORKBOOK.test(mediaType);
  // What is a picture or an old workbook is no table of odd characters.
  if (!isWorkbook && !TEXT.test(mediaType)) return { ...nothing('not-a-table', name, { name }), faultCount: 1 };
  const awake = setInterval(() => sql`select 1`.execute(db).catch(() => undefined), AWAKE_MS);
  return readApart({ folder: files.folder, sha256, name, isWorkbook, language: actor.language }).finally(() =>
    clearInterval(awake),
  );
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
    const { rows, faults, faultCount, places, notices = [] } = await readingOf(context, fileId);
    if (faults.length > 0)
      refuse('import-has-errors', {
        count: faultCount,
        findings: faults.map(fault => findingOf(fault, context.actor.language)),
      });
    return importRows(context, rows, how, { placeOf: (row, column) => placeIn(places, row, column), notices });
  },
});
