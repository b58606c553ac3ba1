import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/kernel/finding';
import { writeWorkbook } from '../../src/platform/papers/workbook';
import type { Unit } from '../../src/subjects/org/schema';
import { startTestApp, type TestApp, type Visitor } from '../support/app';

const UNIT_HEADERS = ['单位名称', '单位代码', '简称', '类别', '上级单位', '别名'];
const PEOPLE_HEADERS = ['姓名', '账号', '单位名称', '岗位', '职务'];

const sheet = (name: string, headers: string[], rows: string[][]) => ({
  name,
  columns: headers.map(header => ({ key: header, header, width: 20, kind: 'text' as const })),
  rows: rows.map(row => Object.fromEntries(headers.map((header, index) => [header, row[index] ?? '']))),
});

let test: TestApp;
let admin: Visitor;
beforeAll(async () => {
  test = await startTestApp();
  admin = await test.visit('admin', 'administrator', 'root');
});
afterAll(() => test.close());

const importBook = async (units: string[][], people: string[][]) => {
  const bytes = await writeWorkbook({
    sheets: [sheet('单位', UNIT_HEADERS, units), sheet('人员', PEOPLE_HEADERS, people)],
  });
  const { body } = await admin.upload('单位和人员.xlsx', bytes);
  return admin.write<{
    error: { code: string; detail: { findings: Finding[] } };
    created: number;
    invited: { link: string }[];
  }>('org.importUnits', { fileId: body.id });
};
const countUnits = async () => (await admin.read<Unit[]>('org.units')).body.length;

describe('importing units and people from a workbook', () => {
  it('names every wrong cell and imports nothing', async () => {
    const before = await countUnits();
    const { status, body } = await importBook(
      [
        ['南溪县教育局', '', '南溪县', '县局', '', ''],
        ['南溪县第一小学', '', '', '学校', '没有这个县', ''],
      ],
      [
        ['赵一', 'zhaoyi', '没有这个单位', '联络员', ''],
        ['钱二', 'qian er!', '办公室', '联络员', ''],
      ],
    );
    expect([status, body.error.code]).toEqual([422, 'workbook-has-errors']);
    const places = body.error.detail.findings
      .filter(finding => finding.level === 'error')
      .map(({ code, at }) => `${at} ${code}`);
    expect(places.sort()).toEqual([
      '人员!B3 not-a-login',
      '人员!C2 unknown-unit',
      '单位!D2 not-option',
      '单位!E3 unknown-parent',
    ]);
    expect(await countUnits()).toBe(before);
  });

  it('adds new units under their parents, in any order, and invites the people', async () => {
    const before = await countUnits();
    const { status, body } = await importBook(
      [
        ['南溪县第一小学', '', '', '学校', '南溪县教育局', '南溪一小、县一小'],
        ['南溪县教育局', '', '南溪县', '县(市、区)教育局', '', ''],
        ['办公室', '', '', '处室', '', ''],
      ],
      [['赵一', 'zhaoyi', '南溪一小', '填报员', '教导主任']],
    );
    expect([status, body.created]).toEqual([200, 2]);
    expect(await countUnits()).toBe(before + 2);
    const accepted = await test.stranger().write('identity.acceptInvitation', {
      token: body.invited[0]!.link.split('/').at(-1),
      password: 'a long new password',
    });
    expect(accepted.status).toBe(200);
  });

  it('refuses what is no workbook', async () => {
    const text = new TextEncoder().encode('not a workbook');
    const disguised = await admin.upload('名单.xlsx', text);
    expect([disguised.status, disguised.body]).toMatchObject([415, { error: { code: 'file-contradiction' } }]);
    const { body } = await admin.upload('名单.csv', text);
    const answer = await admin.write<{ error: { code: string } }>('org.importUnits', { fileId: body.id });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'invalid-workbook']);
  });
});
