import type { Id } from '../../platform/database/tables';
import type { DemoTask } from './events';
import { shareOut } from './figures/spread';
import { type DemoBody, loginIn } from './figures-year';
import { demoCounties } from './organisation';

const OFFICE = 'duchake';
const at = (day: string, time = '10:00:00'): string => `${day}T${time}+08:00`;
/** They never signed. */
const unsigned = ['雁回县', '棠梨县', '竹屿县'];

type Drafted = { allocationId: Id; version: number };

const targetOf = (tasks: readonly DemoTask[], code: string): { taskId: Id; id: Id } | null => {
  for (const { id: taskId, targets } of tasks)
    for (const target of targets) if (target.code === code) return { taskId, id: target.id };
  return null;
};

const nameOf = ({ people }: DemoBody, login: string): string => people.find(one => one.login === login)!.name;

/** Two targets were changed, with reason and signature. */
const revise = async (body: DemoBody, tasks: readonly DemoTask[]): Promise<void> => {
  const { db, tenantId, stage } = body;
  const changes = [
    {
      code: 'schools-finished',
      value: '30',
      day: '2026-07-08',
      reason: '年中新增两所学校列入当年竣工，经局党组会议研究，竣工目标由28所调整为30所。',
    },
    {
      code: 'compulsory-standard-schools',
      value: '88.5',
      day: '2026-08-12',
      reason: '上半年完成情况好于预期，年底目标相应提高0.5个百分点。',
    },
  ];
  for (const { code, value, day, reason } of changes) {
    const target = targetOf(tasks, code);
    if (!target) continue;
    const { version } = await db
      .selectFrom('targets')
      .select('version')
      .where('tenantId', '=', tenantId)
      .where('id', '=', target.id)
      .executeTakeFirstOrThrow();
    const signed = { targetId: target.id, version, value, reason, signedAs: nameOf(body, OFFICE) };
    await stage.act(OFFICE, 'indicators.reviseTarget', signed, at(day, '16:20:00'));
  }
};

/** Most counties sign within a week or two; some not at all. */
const signParts = async (
  body: DemoBody,
  { allocationId, version }: Drafted,
  days: readonly string[],
): Promise<void> => {
  const { stage, units, people, unitIds } = body;
  for (const [index, { name }] of demoCounties.entries()) {
    if (unsigned.includes(name)) continue;
    const { code } = units.find(({ kind, shortName }) => kind === 'county' && shortName === name)!;
    const login = loginIn(people, code, ['county'])!;
    const part = { allocationId, unitId: unitIds.get(code)!, version, signedAs: nameOf(body, login) };
    await stage.act(login, 'indicators.signPart', part, at(days[index % days.length]!, `1${index % 2}:25:00`));
  }
};

type Split = {
  code: string;
  method: 'proportional' | 'manual';
  base?: { baseFigure: string; basePeriod: string };
  /** What was agreed with a county beforehand; the others take what is left. */
  fixed?: Record<string, string>;
  /** By hand: what all parts give together. */
  given?: number;
  waiver?: string;
  day: string;
  signed: readonly string[];
};

const splits: readonly Split[] = [
  {
    code: 'places-new',
    method: 'proportional',
    base: { baseFigure: 'POP_6_14', basePeriod: '2025-Q4' },
    day: '2026-03-02',
    signed: ['2026-03-04', '2026-03-06', '2026-03-10'],
  },
  {
    code: 'schools-built',
    method: 'manual',
    given: 44,
    waiver: '全市46所中有2所为市直学校，由市本级组织实施，不分解到县（市、区）。',
    day: '2026-03-02',
    signed: ['2026-03-04', '2026-03-06', '2026-03-10'],
  },
  {
    code: 'inclusive-kindergarten-coverage',
    method: 'proportional',
    fixed: { 望湖区: '95', 新汀区: '94.5', 雁回县: '86', 棠梨县: '84.5' },
    base: { baseFigure: 'KG_CHILDREN', basePeriod: '2026-01' },
    day: '2026-03-09',
    signed: ['2026-03-11', '2026-03-13'],
  },
  {
    code: 'after-school-pupils',
    method: 'proportional',
    base: { baseFigure: 'CE_PUPILS', basePeriod: '2026-03' },
    day: '2026-04-20',
    signed: ['2026-04-22', '2026-04-24', '2026-04-27'],
  },
];

const splitOver = async (body: DemoBody, targetId: Id, split: Split): Promise<Drafted> => {
  const { stage, units, unitIds } = body;
  const counties = units.filter(({ kind }) => kind === 'county').map(({ code }) => unitIds.get(code)!);
  const shares = shareOut(
    split.given ?? 0,
    demoCounties.map(({ weight }) => weight),
  );
  const parts = counties.map((unitId, index) => {
    const agreed = split.fixed?.[demoCounties[index]!.name];
    if (agreed) return { unitId, value: agreed, fixed: true };
    return { unitId, ...(split.given ? { value: String(shares[index]) } : {}) };
  });
  const given = { targetId, method: split.method, ...split.base, parts, split: split.given === undefined };
  const act = <Output>(operation: string, input: object, time: string) =>
    stage.act<Output>(OFFICE, operation, input, at(split.day, time));
  const { allocationId, version } = await act<Drafted>('indicators.draftAllocation', given, '09:20:00');
  let seen = version;
  if (split.waiver) {
    const waiver = { allocationId, version, reason: split.waiver, signedAs: nameOf(body, OFFICE) };
    seen = (await act<{ version: number }>('indicators.waiveAllocation', waiver, '09:45:00')).version;
  }
  return {
    allocationId,
    ...(await act<{ version: number }>('indicators.sendAllocation', { allocationId, version: seen }, '10:10:00')),
  };
};

/** The first county splits what it was given over its schools, and those with people of their own sign. */
const splitOn = async (body: DemoBody, targetId: Id): Promise<void> => {
  const { stage, units, people, unitIds } = body;
  const county = units.find(({ kind, shortName }) => kind === 'county' && shortName === demoCounties[0]!.name)!;
  const login = loginIn(people, county.code, ['county'])!;
  const schools = units.filter(
    ({ parentCode, tags = [] }) => parentCode === county.code && tags.includes('compulsory'),
  );
  const parts = schools.map(({ code }) => ({ unitId: unitIds.get(code)! }));
  const base = { baseFigure: 'CE_PUPILS', basePeriod: '2026-03' };
  const drafting = { targetId, unitId: unitIds.get(county.code)!, method: 'proportional', ...base, parts };
  const drafted = await stage.act<Drafted>(login, 'indicators.draftAllocation', drafting, at('2026-04-28'));
  const { allocationId } = drafted;
  const sending = { allocationId, version: drafted.version };
  const { version } = await stage.act<Drafted>(
    login,
    'indicators.sendAllocation',
    sending,
    at('2026-04-28', '11:00:00'),
  );
  for (const { code } of schools) {
    const reporter = loginIn(people, code, ['reporter']);
    if (!reporter) continue;
    const part = { allocationId, unitId: unitIds.get(code)!, version, signedAs: nameOf(body, reporter) };
    await stage.act(reporter, 'indicators.signPart', part, at('2026-04-29'));
  }
};

/** What became of the targets over the year: split and signed, one split on, two revised. */
export async function targetsStory(body: DemoBody, tasks: readonly DemoTask[]): Promise<void> {
  for (const split of splits) {
    const target = targetOf(tasks, split.code);
    if (!target) continue;
    await signParts(body, await splitOver(body, target.id, split), split.signed);
    if (split.code === 'after-school-pupils') await splitOn(body, target.id);
  }
  await revise(body, tasks);
}
