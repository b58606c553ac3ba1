import { z } from 'zod';
import type { Finding } from '../../../kernel/finding';
import { Refusal, type RefusalCode, refuse } from '../../../kernel/refusal';
import { say } from '../../../locales/say';
import type { Id } from '../../../platform/database/tables';
import { type Context, read, write } from '../../../platform/operation';
import { lastChangedBy } from '../../indicators/reads';
import { knownUnits } from '../../indicators/reads/shipped-packs';
import { mayKeepPeople } from '../../org/policy';
import {
  type CheckedForm,
  type CheckFormInput,
  checkFormInput,
  type FormPage,
  type FormRow,
  formInput,
  type ImportedForms,
  importFormsInput,
  type SavedForm,
  type SaveFormInput,
  saveFormInput,
  type TagInUse,
} from '../form-schema';
import { keepsForm, mayImportForms, mayKeepForms, mayLook } from '../policy';
import { askedElsewhere, findFigures } from '../reads/asked-figures';
import { askedUnits, unitTags } from '../reads/asked-units';
import { derivedRows } from '../reads/derived-rows';
import { formInUse, leavingFigures } from '../reads/form-in-use';
import { formPage, formRows } from '../reads/forms';
import { expectOwnMatter } from '../reads/own-matter';
import { formsOfPack } from '../reads/pack-forms';
import { timedForm } from '../reads/windows';
import { compileChecks } from '../rules/form-faults';
import { expectAskedOnce, figuresNamed, lockForm, putForm } from '../store/forms';

export const forms = read({
  name: 'reporting.forms',
  summary: '全部报表，附当前填报期的报送情况',
  input: z.object({}),
  may: mayLook,
  run: ({ db, actor, today }): Promise<FormRow[]> => formRows(db, actor, today),
});

export const form = read({
  name: 'reporting.form',
  summary: '一张报表的数据项和审核关系',
  input: formInput,
  may: mayLook,
  run: ({ db, actor }, { formId }): Promise<FormPage> => formPage(db, actor, formId),
});

/** The path of a keeper; refuses `not-found` for a unit that is none, or closed. */
const keeperPathOf = async ({ db, actor }: Context, unitId: Id | null): Promise<string | null> => {
  if (unitId === null) return null;
  const unit = await db
    .selectFrom('orgUnits')
    .select('path')
    .where('tenantId', '=', actor.tenantId)
    .where('id', '=', unitId)
    .where('validTo', 'is', null)
    .forShare()
    .executeTakeFirst();
  return (unit ?? refuse('not-found')).path;
};

type Before = Awaited<ReturnType<typeof lockForm>>;

const expectChangeable = async (context: Context, formId: Id, before: Before, input: SaveFormInput): Promise<void> => {
  const { db, actor } = context;
  if (!keepsForm(actor, before.keeperPath)) refuse('not-permitted');
  if (before.version !== input.version) {
    const by = await lastChangedBy(db, actor.tenantId, 'form', formId);
    throw new Refusal('changed-meanwhile', { by, current: { ...before.body, version: before.version } });
  }
  const { frequency, level } = before.body;
  if (before.isOpened && (frequency !== input.frequency || level !== input.level))
    refuse('wrong-state', { reason: say(actor.language, 'form-check:faults.in-use'), code: 'in-use' });
  // Nothing that a unit handed in or typed leaves its form unseen.
  const felt = (await leavingFigures(db, actor.tenantId, formId, input.figures)).filter(
    ({ code, to, handedIn, typed }) => !input.letGo.includes(code) && (typed > 0 || (to === 'gone' && handedIn > 0)),
  );
  if (felt.length > 0)
    refuse('figures-with-values', {
      names: felt.map(({ name }) => name).join('、'),
      count: felt.length,
      figures: felt,
    });
};

/** Looks a form over and writes it: figures known, named once and asked once, checks compiled. */
const save = async (context: Context, input: SaveFormInput, pack: string | null, sort: number): Promise<SavedForm> => {
  const { db, actor, now, audit } = context;
  const { formId = null, version: _, letGo: __, ...body } = input;
  const before = formId ? await lockForm(db, actor.tenantId, formId) : null;
  if (formId && before) await expectChangeable(context, formId, before, input);
  if (!keepsForm(actor, await keeperPathOf(context, body.keeperUnitId))) refuse('not-permitted');
  const codes = body.figures.map(({ code }) => code);
  if (new Set(codes).size < codes.length)
    refuse('invalid-input', { field: 'figures', reason: say(actor.language, 'form-check:faults.named-twice') });
  const figures = await figuresNamed(db, actor.tenantId, body.figures);
  await expectOwnMatter(context, { formId, keeperUnitId: body.keeperUnitId }, figures);
  const { checks, findings } = compileChecks(body.checks, figures, knownUnits(), actor.language);
  if (findings.length > 0) refuse('wrong-expression', { count: findings.length, findings });
  const asked = figures.filter(({ mode }) => mode === 'ask').map(({ figureId }) => figureId);
  await expectAskedOnce(db, actor.tenantId, { ...body, formId }, asked);
  const put = { ...body, checks, pack: before ? before.pack : pack, ...(before ? {} : { sort }) };
  const saved = await putForm(
    db,
    actor.tenantId,
    formId,
    put,
    figures.map(({ figureId }) => figureId),
    now,
  );
  await audit({ kind: 'form', id: saved.formId, before: before?.body, after: { ...body, figures: codes } });
  return saved;
};

export const saveForm = write({
  name: 'reporting.saveForm',
  summary: '新建或修改报表：审核公式逐条检查，已在别的报表填报的数据项不再重复要',
  input: saveFormInput,
  may: mayKeepForms,
  run: async (context, input): Promise<SavedForm> => {
    const { tenantId } = context.actor;
    const taken = await context.db
      .selectFrom('forms')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('code', '=', input.code)
      .executeTakeFirst();
    if (taken && taken.id !== input.formId) refuse('already-exists', { name: input.code });
    return save(context, input, null, 0);
  },
});

/** What a form that is kept by this person meets; nothing for a new one. */
const inUseOf = async ({ db, actor, today }: Context, { formId, figures }: CheckFormInput) => {
  if (!formId) return null;
  const { keeperPath } = await timedForm(db, actor.tenantId, formId);
  if (!keepsForm(actor, keeperPath)) refuse('not-permitted');
  return formInUse(db, actor.tenantId, formId, figures, today);
};

/** Changes nothing; a write all the same, since a form is longer than an address may be. */
export const checkForm = write({
  name: 'reporting.checkForm',
  summary:
    '报表设计到一半时的检查：公式错在第几个字，哪些数据项别处已要，问到多少单位，保存后对已有填报有什么影响；不改动任何内容',
  input: checkFormInput,
  may: mayKeepForms,
  run: async (context, input): Promise<CheckedForm> => {
    const { db, today } = context;
    const { tenantId, language } = context.actor;
    const { formId = null, level, tags, frequency } = input;
    const inUse = await inUseOf(context, input);
    const { figures, unknown } = await findFigures(db, tenantId, input.figures);
    const asked = figures.filter(({ mode }) => mode === 'ask').map(({ figureId }) => figureId);
    const elsewhere = await askedElsewhere(db, tenantId, { ...input, formId }, asked);
    const { checks, findings } = compileChecks(input.checks, figures, knownUnits(), language);
    const wrong = (code: RefusalCode, figure: string, values: object): Finding => ({
      code,
      level: 'error',
      message: say(language, `refusal:${code}`, { ...values }),
      at: `figures[${figure}]`,
    });
    return {
      findings: [
        ...unknown.map(code => wrong('unknown-figures', code, { codes: code })),
        ...elsewhere.map(one => wrong('asked-elsewhere', one.code, one)),
        ...findings,
      ],
      ...(await askedUnits(db, tenantId, { level, tags, today })),
      checks,
      derived: await derivedRows(db, tenantId, frequency, new Set(figures.map(({ code }) => code))),
      inUse,
    };
  },
});

export const importForms = write({
  name: 'reporting.importForms',
  summary: '从业务包引入报表；已有同代码的报表不动',
  input: importFormsInput,
  may: mayImportForms,
  run: async (context, { pack }): Promise<ImportedForms> => {
    const { db, actor } = context;
    const found = (await formsOfPack(db, actor.tenantId, pack, actor.language)) ?? refuse('not-found');
    const created: string[] = [];
    const kept: string[] = [];
    for (const [sort, { isHere, ...input }] of found.entries()) {
      (isHere ? kept : created).push(input.code);
      if (!isHere) await save(context, input, pack, sort);
    }
    return { created, kept };
  },
});

export const unitTagsInUse = read({
  name: 'reporting.unitTags',
  summary: '单位标签：单位和报表在用的，各有多少单位、哪些报表按它要',
  input: z.object({}),
  may: mayKeepPeople,
  run: ({ db, actor, today }): Promise<TagInUse[]> => unitTags(db, actor, today),
});
