import { z } from 'zod';
import { Refusal, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import { Download, read, write } from '../../../platform/operation';
import { writeWorkbook } from '../../../platform/papers/workbook';
import { mayGrant, mayKeepPeople } from '../policy';
import { peopleOf, unitsOf } from '../reads';
import { id } from '../schema';
import { insertInvitation, insertUnits } from '../store';
import { readOrgWorkbook, importTemplate as templateIn } from '../workbook';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const importTemplate = read({
  name: 'org.importTemplate',
  summary: '下载单位和人员导入模板（.xlsx）',
  input: z.object({}),
  may: mayKeepPeople,
  run: async ({ actor }) =>
    new Download(
      `${say(actor.language, 'org-workbook:name')}.xlsx`,
      XLSX,
      await writeWorkbook(templateIn(actor.language)),
    ),
});

export const importUnits = write({
  name: 'org.importUnits',
  summary: '从工作簿导入单位和人员；有一格不对就全部不导入',
  input: z.object({ fileId: id }),
  uploaded: ({ fileId }) => fileId,
  may: mayKeepPeople,
  run: async ({ db, actor, files, now, audit }, { fileId }) => {
    const { tenantId } = actor;
    const file =
      (await db
        .selectFrom('files')
        .select(['sha256', 'name'])
        .where('tenantId', '=', tenantId)
        .where('id', '=', fileId)
        .where('createdBy', '=', actor.userId)
        .executeTakeFirst()) ?? refuse('not-found');
    const known = await unitsOf(db, tenantId);
    const logins = new Set((await peopleOf(db, tenantId)).map(person => person.login));
    const bytes = await files.get(file.sha256);
    const { units, people, findings } = await readOrgWorkbook(bytes, known, logins, actor.language).catch(error => {
      // The reader of workbooks does not know the file's name; the person does.
      if (error instanceof Refusal) throw new Refusal(error.code, { name: file.name, ...error.detail });
      throw error;
    });
    const errors = findings.filter(finding => finding.level === 'error').length;
    if (errors > 0) refuse('workbook-has-errors', { name: file.name, count: errors, findings });
    if (people.some(({ role }) => !mayGrant(actor, role))) refuse('not-permitted');
    const ids = await insertUnits(db, tenantId, units);
    for (const unit of units) await audit({ kind: 'unit', id: ids.get(unit.code)!, after: unit });
    const links: { name: string; login: string; link: string }[] = [];
    for (const { unitCode, ...person } of people) {
      const invitation = { ...person, orgUnitId: ids.get(unitCode)! };
      const { link } = await insertInvitation(db, { ...invitation, tenantId, createdBy: actor.userId, now });
      links.push({ name: person.name, login: person.login, link });
      await audit({ kind: 'invitation', id: person.login, after: invitation });
    }
    return { created: units.length, invited: links, findings };
  },
});
