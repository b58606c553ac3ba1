import { refuse } from '../../../kernel/refusal';
import type { Id } from '../../../platform/database/tables';
import { Download, read, write } from '../../../platform/operation';
import { writeWorkbook } from '../../../platform/papers/workbook';
import { countySheetInput, type ReadCountySheet, readCountySheetInput } from '../entry-schema';
import { countyTemplate, countyTemplateName } from '../papers/county-template';
import { readCountySheet as readSheet } from '../papers/read-county-sheet';
import { mayEnter } from '../policy';
import { belowHead } from '../reads/below-head';
import { userNames } from '../reads/user-names';
import { mergeDraft } from '../rules/merge-draft';
import { submissionId } from '../rules/submission-id';
import type { DraftCell } from '../schema';
import { putDrafts, unitsBelow } from '../store/drafts-below';
import { refuseForeign, uploadedWorkbook, withName, XLSX } from './workbook';

export const countySheet = read({
  name: 'reporting.countySheet',
  summary: '下载一个县区一期的汇总填报表（.xlsx）：一行一个所属单位',
  perMinute: 30,
  input: countySheetInput,
  may: mayEnter,
  run: async ({ db, actor, today }, key) => {
    const head = await belowHead(db, actor, today, key);
    const units = await unitsBelow(db, actor.tenantId, key, 'look');
    if (units.length === 0) refuse('not-found');
    return new Download(
      countyTemplateName(head, key.period, actor.language),
      XLSX,
      await writeWorkbook(countyTemplate(key, head, units, actor.language)),
    );
  },
});

const MOST_CONFLICTS = 1000;

export const readCountySheet = write({
  name: 'reporting.readCountySheet',
  summary: '上传县区汇总填报表，读入各单位草稿；有一格不对就整份不收，逐格列出',
  input: readCountySheetInput,
  uploaded: ({ fileId }) => fileId,
  may: mayEnter,
  run: async (context, { fileId, ...key }): Promise<ReadCountySheet> => {
    const { db, actor, now, today, audit } = context;
    const { tenantId, userId, language } = actor;
    const head = await belowHead(db, actor, today, key);
    const below = await unitsBelow(db, tenantId, key, 'lock');
    const { name, bytes } = await uploadedWorkbook(context, fileId);
    const sheet = await readSheet(bytes, key, head, below, { language, today }).catch(withName(name));
    if (sheet.foreign !== undefined) await refuseForeign(context, sheet.foreign);
    const errors = sheet.findings.filter(({ level }) => level === 'error').length;
    if (errors > 0) refuse('workbook-has-errors', { name, count: errors, findings: sheet.findings });
    const drafts = new Map<Id, Record<string, DraftCell>>();
    const units: ReadCountySheet['units'] = [];
    const clashes: (Omit<ReadCountySheet['conflicts'][number], 'by'> & { by: Id | null })[] = [];
    for (const { unit, cells } of sheet.units) {
      const { unitId, unitName, draft, values, submittedBy, submittedAt } = unit;
      const standing = { draft: draft?.cells ?? {}, values, handedIn: { by: submittedBy, at: submittedAt } };
      const merged = mergeDraft(standing, cells, { by: userId, at: now });
      if (Object.keys(merged.cells).length > 0) drafts.set(unitId, merged.cells);
      units.push({ unitId, unitName, saved: merged.saved });
      clashes.push(...merged.conflicts.map(clash => ({ ...clash, unitId, unitName })));
      if (merged.saved > 0)
        await audit({
          kind: 'submission',
          id: submissionId({ ...key, unitId }),
          under: { kind: 'unit', id: unitId },
          after: { formId: key.formId, period: key.period, typedFor: merged.saved },
        });
    }
    await putDrafts(db, tenantId, key, drafts);
    const told = clashes.slice(0, MOST_CONFLICTS);
    const names = await userNames(
      db,
      tenantId,
      told.map(({ by }) => by),
    );
    return { units, conflicts: told.map(clash => ({ ...clash, by: clash.by && (names.get(clash.by) ?? null) })) };
  },
});
