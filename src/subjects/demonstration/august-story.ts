import { Refusal } from '../../kernel/refusal';
import type { Id } from '../../platform/database/tables';
import { DEMO_TODAY } from './clock';
import { AUGUST, type August, augustOf } from './figures/august';
import type { Answer, Cells } from './figures/cells';
import { type DemoBody, type FormRow, loginIn } from './figures-year';

type Key = { formId: Id; period: string; unitId: Id };
type Finding = { at: string; level: string };
type Told = { body: DemoBody; forms: ReadonlyMap<string, FormRow>; figures: ReadonlyMap<string, Id> };

const explanation = '与上月相比属正常变动，已与学籍系统核对。';
const at = (day: string, time: string): string => `${day}T${time}+08:00`;

const typed = (cells: Cells) => Object.entries(cells).map(([cell, value]) => ({ cell, v: String(value), base: '' }));

/** What has to be explained, where the form asks for it; nothing else may be in the way. */
const asksToExplain = (refusal: unknown): string[] | null => {
  if (!(refusal instanceof Refusal) || refusal.code !== 'submission-has-errors') return null;
  const { findings } = refusal.detail as { findings: Finding[] };
  return findings.some(({ level }) => level === 'must-fix') ? null : findings.map(finding => finding.at);
};

/** A school fills its form in and hands it in; the version it has then. */
const handInAs = async ({ stage }: DemoBody, login: string, key: Key, cells: Cells, day: string, seen = 0) => {
  const saved = await stage.act<{ draftVersion: number }>(
    login,
    'reporting.saveDraft',
    { key, cells: typed(cells) },
    at(day, '10:12:00'),
  );
  const submit = (explained: readonly string[]) =>
    stage.act<{ version: number }>(
      login,
      'reporting.submit',
      {
        key,
        version: seen,
        draftVersion: saved.draftVersion,
        explanations: [...new Set(explained)].map(cell => ({ cell, text: explanation })),
      },
      at(day, '10:31:00'),
    );
  try {
    return (await submit([])).version;
  } catch (refusal) {
    const cells = asksToExplain(refusal);
    if (!cells) throw refusal;
    return (await submit(cells)).version;
  }
};

const keyOf = ({ body, forms }: Told, { form, period, unitCode }: Answer): Key => ({
  formId: forms.get(form)!.id,
  period,
  unitId: body.unitIds.get(unitCode)!,
});

/** Schools with people of their own: handed in on the first days, one sent back and corrected, then as far as their county is. */
const byThemselves = async (told: Told, august: August, answers: readonly Answer[]): Promise<void> => {
  const { body, forms } = told;
  const { stage, people, units } = body;
  const { keeper } = forms.get(AUGUST.form)!;
  for (const [index, { unitCode, login }] of august.byThemselves.entries()) {
    const answer = answers.find(
      one => one.form === AUGUST.form && one.period === AUGUST.period && one.unitCode === unitCode,
    );
    if (!answer) continue;
    const key = keyOf(told, answer);
    const parent = units.find(({ code }) => code === unitCode)!.parentCode!;
    const county = loginIn(people, parent, ['county']);
    let version = await handInAs(
      body,
      login,
      key,
      answer.cells,
      ['2026-09-01', '2026-09-02', '2026-09-04'][index % 3]!,
    );
    const one = () => ({ formId: key.formId, period: key.period, units: [{ unitId: key.unitId, version }] });
    if (county) {
      if (august.unfinished.has(parent)) continue;
      if (index === 0) {
        const cell = { figureId: told.figures.get('CE_LUNCH_PUPILS')!, reason: '与食堂结算人数不一致，请核对后填写。' };
        const back = { ...key, version, reason: '在校午餐人数有出入，请核实。', cells: [cell] };
        ({ version } = await stage.act<{ version: number }>(
          county,
          'reporting.return',
          back,
          at('2026-09-07', '15:20:00'),
        ));
        const lunch = { CE_LUNCH_PUPILS: answer.cells.CE_LUNCH_PUPILS! - 6 };
        version = await handInAs(body, login, key, lunch, '2026-09-08', version);
      }
      await stage.act(county, 'reporting.approve', one(), at('2026-09-09', '09:40:00'));
      version += 1;
      if (august.approvedOnly.has(parent)) continue;
    }
    await stage.act(keeper, 'reporting.accept', one(), at('2026-09-10', '11:05:00'));
  }
};

/** Sent back and still there; an extension for a school that moved house. */
const leftOpen = async (told: Told, august: August): Promise<void> => {
  const { body, forms, figures } = told;
  const { stage, people, units, unitIds } = body;
  const { id: formId, keeper } = forms.get(AUGUST.form)!;
  const { period } = AUGUST;
  for (const unitCode of august.returned) {
    const county = loginIn(people, units.find(({ code }) => code === unitCode)!.parentCode!, ['county'])!;
    const cells = [
      { figureId: figures.get('CE_AFTER_PUPILS')!, reason: '8月尚在暑假，人数应为暑期托管实际参加数。' },
      { figureId: figures.get('CE_DROPPED_NOW')!, reason: '与控辍保学台账不一致。' },
    ];
    const back = { formId, period, unitId: unitIds.get(unitCode)!, version: 1, reason: '两项数据与台账不符。', cells };
    await stage.act(county, 'reporting.return', back, at('2026-09-11', '16:05:00'));
  }
  const late = { formId, period, unitId: unitIds.get(august.missing[0]!)!, version: 0 };
  const reason = '暑期整体搬迁，学籍系统迁移中。';
  await stage.act(keeper, 'reporting.extend', { ...late, until: '2026-09-30', reason }, at('2026-09-14', '10:20:00'));
};

/** The lead department doubts a cell of August; one of June was answered and confirmed. */
const doubts = async (told: Told, answers: readonly Answer[], august: August): Promise<void> => {
  const { body, forms, figures } = told;
  const { stage, people, unitIds, units } = body;
  const { id: formId, keeper } = forms.get(AUGUST.form)!;
  const county = units.find(({ kind, shortName }) => kind === 'county' && shortName === '漱玉市')!;
  const own = august.byThemselves.map(({ unitCode }) => unitCode);
  const [first, second] = units.filter(
    ({ code, parentCode, tags = [] }) => parentCode === county.code && tags.includes('primary') && !own.includes(code),
  );
  const cell = { formId, figureId: figures.get('CE_AFTER_PUPILS')! };
  const june = answers.find(
    ({ form, period, unitCode }) => form === AUGUST.form && period === '2026-06' && unitCode === first!.code,
  )!;
  const old = { ...cell, period: june.period, unitId: unitIds.get(first!.code)! };
  const asked = { ...old, reason: '课后服务人数明显高于同类学校，请核实。' };
  const { noteId } = await stage.act<{ noteId: Id }>(keeper, 'reporting.query', asked, at('2026-07-09', '09:30:00'));
  const countyLogin = loginIn(people, county.code, ['county'])!;
  const answer = { noteId, body: '已核对签到册，人数属实：该校新增晚托两个班。' };
  await stage.act(countyLogin, 'reporting.answerQuery', answer, at('2026-07-10', '15:10:00'));
  const { unitId, figureId } = old;
  const confirmed = { formId, period: june.period, cells: [{ unitId, figureId }], body: '已核实。' };
  await stage.act(keeper, 'reporting.confirmCells', confirmed, at('2026-07-13', '10:00:00'));
  const open = { ...cell, period: AUGUST.period, unitId: unitIds.get(second!.code)! };
  const reason = '8月在暑假期间，参加课后服务人数与6月基本持平，是否沿用了上期数？';
  await stage.act(keeper, 'reporting.query', { ...open, reason }, at('2026-09-16', '10:40:00'));
};

/** June is frozen and signed; on the demonstration's morning somebody has begun September. */
const frozenAndBegun = async (told: Told, answers: readonly Answer[]): Promise<void> => {
  const { body, forms } = told;
  const { stage, people } = body;
  const office = people.find(({ login }) => login === 'duchake')!;
  for (const form of ['KINDERGARTEN_MONTH', 'COMPULSORY_MONTH']) {
    const statement = '本期各县（市、区）数据已全部核定，同意定格，作为上半年统计口径。';
    const closing = { formId: forms.get(form)!.id, period: '2026-06', statement };
    const signedAs = office.name;
    await stage.act('duchake', 'reporting.closePeriod', { ...closing, signedAs }, at('2026-07-20', '16:30:00'));
  }
  const reporters = new Map(
    people.flatMap(({ login, posts: [post] }) => (post?.role === 'reporter' ? [[post.unitCode, login] as const] : [])),
  );
  const last = answers.find(
    ({ form, period, unitCode }) => form === AUGUST.form && period === AUGUST.period && reporters.has(unitCode),
  );
  if (!last) return;
  const key = { ...keyOf(told, last), period: DEMO_TODAY.slice(0, 7) };
  const begun = typed(last.cells).slice(0, 6);
  await stage.act(
    reporters.get(last.unitCode)!,
    'reporting.saveDraft',
    { key, cells: begun },
    at(DEMO_TODAY, '08:41:00'),
  );
};

/** What people did to the figures by hand: it stands as they left it. */
export async function augustStory(
  body: DemoBody,
  forms: ReadonlyMap<string, FormRow>,
  answers: readonly Answer[],
): Promise<void> {
  const { db, tenantId, units, people } = body;
  const rows = await db.selectFrom('figures').select(['id', 'code']).where('tenantId', '=', tenantId).execute();
  const told = { body, forms, figures: new Map(rows.map(({ code, id }) => [code, id])) };
  const august = augustOf(units, people);
  await byThemselves(told, august, answers);
  await leftOpen(told, august);
  await doubts(told, answers, august);
  await frozenAndBegun(told, answers);
}
