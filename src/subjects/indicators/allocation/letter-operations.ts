import { type Zippable, zipSync } from 'fflate';
import { refuse } from '../../../kernel/refusal';
import { Download, read } from '../../../platform/operation';
import { writeDocument } from '../../../platform/papers/document';
import { inScope } from '../../org/rules';
import { mayLookAtTargets } from '../targets/policy';
import { lettersOf } from './letter-reads';
import { letterDocument, letterName, lettersName } from './letters';
import { splitterOf } from './page';
import { letterInput, lettersInput } from './schema';

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

// A letter shows all parts of one unit and no other's: who sees the unit sees its letter.
export const letter = read({
  name: 'indicators.letter',
  summary: '一个单位的年度目标责任书（.docx，GB/T 9704-2012 版式）',
  perMinute: 30,
  input: letterInput,
  may: mayLookAtTargets,
  run: async ({ db, actor }, { unitId, year }) => {
    const unit = await splitterOf(db, actor.tenantId, unitId);
    if (!inScope(actor, unit.path)) refuse('not-found');
    const head = { year, language: actor.language };
    const [found] = await lettersOf(db, actor.tenantId, year, { to: unitId });
    if (!found) return refuse('not-found');
    return new Download(letterName(head, found), DOCUMENT, await writeDocument(letterDocument(head, found)));
  },
});

export const letters = read({
  name: 'indicators.letters',
  summary: '本单位下达的全部年度目标责任书，每个单位一份 .docx，打包为 .zip',
  perMinute: 10,
  input: lettersInput,
  may: mayLookAtTargets,
  run: async ({ db, actor, now }, { unitId, year }) => {
    const by = await splitterOf(db, actor.tenantId, unitId ?? null);
    if (!inScope(actor, by.path)) refuse('not-found');
    const head = { year, language: actor.language };
    const all = await lettersOf(db, actor.tenantId, year, { by: by.id });
    if (all.length === 0) refuse('not-found');
    const files: Zippable = {};
    const digits = String(all.length).length;
    // Documents are packed already: deflating them again would only take time.
    for (const [index, one] of all.entries()) {
      const place = String(index + 1).padStart(digits, '0');
      const body = await writeDocument(letterDocument(head, one));
      files[`${place} ${letterName(head, one)}`] = [body, { level: 0, mtime: now }];
    }
    return new Download(lettersName(head, by.name), 'application/zip', Buffer.from(zipSync(files)));
  },
});
