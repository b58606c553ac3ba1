import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import { SESSION_COOKIE } from '../../src/platform/http/app';
import { addressOf } from '../../src/platform/operation';
import type { EntryPage } from '../../src/subjects/reporting/entry-schema';
import { atBrowser } from '../support/at-browser';
import { DESKTOP, expectAccessible, PHONE } from '../support/browser';
import { raiseIndicators } from '../support/indicator-scene';
import type { WebApp } from '../support/web-app';

// 审核 at the screen: exceptions first, back with a reason at the cell, what changed meanwhile, approval by county, a doubt of the lead
// department, acceptance in spite of it, 定格.

const PERIOD = '2026-08';
let tenantId: Id;
let formId: Id;
const unit: Record<string, Id> = {};

/** The second county waits: one kindergarten with an explanation and a large change, one with a large change. */
async function setScene({ owner }: WebApp): Promise<void> {
  tenantId = await raiseIndicators(owner, { counties: 3, schools: 4 });
  for (const { id, code } of await owner.selectFrom('orgUnits').select(['id', 'code']).execute()) unit[code] = id;
  ({ id: formId } = await owner.selectFrom('forms').select('id').executeTakeFirstOrThrow());
  await sql`update form_figures set change_limit = 20 where tenant_id = ${tenantId}`.execute(owner);
  await sql`update figures set lead_unit_id = ${unit.preschool} where tenant_id = ${tenantId} and code = 'KG'`.execute(
    owner,
  );
  await sql`
    update figure_values v set value = 411 from figures f
    where v.tenant_id = ${tenantId} and f.tenant_id = v.tenant_id and f.id = v.figure_id and f.code = 'KG' and v.period = ${PERIOD}
      and v.org_unit_id in (${unit['c2-1']}, ${unit['c2-3']})`.execute(owner);
}

const at = atBrowser(setScene);

/** The reporter of the first kindergarten hands in again, as their page would. */
async function handIn(children: string): Promise<void> {
  const headers = {
    cookie: `${SESSION_COOKIE}=${await at.web.startSession('yuansuo')}`,
    'content-type': 'application/json',
  };
  const key = { formId, period: PERIOD, unitId: unit['c2-1']! };
  const entry = async () =>
    (await (
      await fetch(`${at.web.address}${addressOf('reporting.entry')}?${new URLSearchParams(key)}`, { headers })
    ).json()) as EntryPage;
  const write = async (name: string, input: object) => {
    const reply = await fetch(at.web.address + addressOf(name), {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    });
    expect([name, reply.status, await reply.text()]).toEqual([name, 200, expect.anything()]);
  };
  const { values } = await entry();
  await write('reporting.saveDraft', { key, cells: [{ cell: 'KG', v: children, base: values.KG ?? '' }] });
  const { version, draftVersion } = await entry();
  await write('reporting.submit', { key, version, draftVersion, explanations: [] });
}

const visit = (login: string, path: string, { viewport = DESKTOP, live = false } = {}) =>
  at.visit(login, path, {
    viewport,
    // What another does comes to the page only when it asks.
    prepare: async page => live || page.route('**/api/live', route => route.abort()),
  });

const group = (step: string) => `/review/${formId}/${PERIOD}/${unit.c2}?step=${step}`;
const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();

describe('a county reviews', () => {
  it('finds what waits under 填报, exceptions first, and sends one back with the keyboard', async () => {
    const page = await visit('xianqu', '/reporting');
    await page.getByRole('link', { name: '审核', exact: true }).click();
    await page.getByRole('row', { name: /青槐区/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '青槐区' }).click();
    const first = page.getByRole('region', { name: /先看这些/ });
    await first.getByText('274 → 411').first().waitFor();
    expect(
      await first
        .getByRole('listitem')
        .filter({ has: page.getByRole('checkbox') })
        .count(),
    ).toBe(2);
    await page.getByRole('button', { name: '审核通过所选 2 家' }).waitFor();

    // The first box has the keyboard no more than the page: J walks, R sends back.
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    const drawer = page.getByRole('complementary', { name: '一份填报' });
    await drawer.getByLabel('退回理由').fill('请核对在园幼儿数');
    await drawer
      .getByRole('button', { name: /在园幼儿数/ })
      .first()
      .click();
    await drawer.getByLabel('在园幼儿数有什么问题').fill('比上月多出一半');
    await expectAccessible(page);
    await drawer.getByRole('button', { name: '确认退回' }).click();
    await told(page, '已退回');
    await page.getByText('已退回：请核对在园幼儿数').first().waitFor();
  });

  it('is shown cell by cell what changed meanwhile, and asked again', async () => {
    await handIn('280');
    const page = await visit('xianqu', group('approve'));
    await page.getByRole('checkbox', { name: /^全选/ }).check();
    await page.getByRole('button', { name: '审核通过所选 4 家' }).waitFor();
    await handIn('290');
    await page.getByRole('button', { name: '审核通过所选 4 家' }).click();
    // Among them is one that needs a look: it is named first.
    const asked = page.getByRole('dialog', { name: '审核通过所选 4 家' });
    await asked.getByText('青槐第3幼儿园').waitFor();
    await asked.getByRole('button', { name: '已看过，审核通过' }).click();
    const stopped = page.getByRole('dialog', { name: '其间有改动' });
    const row = stopped.getByRole('row', { name: /在园幼儿数/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['280', '290']);
    await expectAccessible(page);
    await stopped.getByRole('button', { name: '按现在的数审核通过 4 家' }).click();
    await told(page, '已审核通过 4 家');
    await page.getByText('没有待审的单位').waitFor();
  });

  it('cannot approve figures that came in under their eyes', async () => {
    const office = await visit('duchake', `/review/one/${formId}/${PERIOD}/${unit['c2-1']}`);
    await office.getByRole('button', { name: '退回' }).click();
    await office.getByLabel('退回理由').fill('再核一次');
    await office.getByRole('button', { name: '确认退回' }).click();
    await handIn('291');
    const list = await visit('xianqu', group('approve'), { live: true });
    const page = await visit('xianqu', `${group('approve')}&unit=${unit['c2-1']}`, { live: true });
    const drawer = page.getByRole('complementary', { name: '一份填报' });
    await drawer.getByRole('button', { name: '审核通过', exact: true }).waitFor();
    await list.getByRole('button', { name: '青槐第1幼儿园' }).waitFor();
    await handIn('293');

    // Nobody loaded anything anew: the news is marked, and the button still means what was looked at.
    await drawer.getByText('291 → 293').waitFor();
    await expectAccessible(page);
    await drawer.getByRole('button', { name: '审核通过', exact: true }).click();
    const stopped = page.getByRole('dialog', { name: '其间有改动' });
    const row = stopped.getByRole('row', { name: /在园幼儿数/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['291', '293']);
    await stopped.getByRole('button', { name: '暂不办理' }).click();
    await drawer.getByRole('button', { name: '看过了' }).click();

    await list.getByText('打开后有改动').waitFor();
    await list.getByRole('checkbox', { name: /^全选/ }).check();
    await list.getByRole('button', { name: '审核通过所选 1 家' }).click();
    await list.getByRole('dialog').getByRole('button', { name: '已看过，审核通过' }).click();
    await list.getByRole('dialog', { name: '其间有改动' }).getByRole('button', { name: '暂不办理' }).click();
    await list.getByText('打开后有改动').waitFor({ state: 'detached' });

    await drawer.getByRole('button', { name: '审核通过', exact: true }).click();
    await told(page, '已审核通过 1 家');
  });
});

describe('the bureau and its lead department', () => {
  it('doubts a cell seen across the counties', async () => {
    const page = await visit('lianluo', '/review/across');
    await page.getByRole('link', { name: '在园幼儿数', exact: true }).click();
    await page.getByRole('button', { name: '青槐区' }).click();
    const units = page.getByRole('region', { name: '青槐区' });
    await units
      .getByRole('row', { name: /青槐第3幼儿园/ })
      .getByRole('button', { name: '质疑' })
      .click();
    await units.getByLabel('质疑的理由').fill('与学位数不符');
    await units.getByRole('button', { name: '提出质疑' }).click();
    await units.getByText('质疑（待答复）').waitFor();
    await expectAccessible(page);
  });

  it('accepts in spite of a doubt only with a reason, and freezes the period with a signature', async () => {
    const page = await visit('duchake', group('accept'));
    await page.getByText('1 条质疑').waitFor();
    await page.getByRole('checkbox', { name: /^全选/ }).check();
    await page.getByRole('button', { name: '核定所选 4 家' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '已看过，核定' }).click();
    const doubted = page.getByRole('dialog', { name: '牵头处室尚有质疑' });
    await doubted.getByLabel('仍要核定的理由').fill('先行汇总，另行核查');
    await doubted.getByRole('button', { name: '仍然核定 4 家' }).click();
    await told(page, '已核定 4 家');

    await page.goto(`${at.web.address}/review/snapshots`);
    await page.getByRole('button', { name: '定格一期' }).click();
    const dialog = page.getByRole('dialog', { name: '定格一期' });
    await dialog.getByText('已核定 7 / 12').waitFor();
    expect(await dialog.getByRole('button', { name: '签名并定格' }).isDisabled()).toBe(true);
    await dialog.getByLabel('签名').fill('高远');
    await dialog.getByRole('button', { name: '签名并定格' }).click();
    await page.getByText('定格以后没有更正，与今天一致。').waitFor();
    await page.getByText('校验一致').waitFor();
    await expectAccessible(page);
  });

  it('moves a kindergarten to another county, told before what follows', async () => {
    const page = await visit('duchake', `/people?unit=${unit['c2-2']}`);
    await page.getByRole('button', { name: '调整隶属' }).click();
    const dialog = page.getByRole('dialog', { name: /^调整隶属/ });
    await dialog.getByRole('combobox', { name: '调整到' }).fill('东渡');
    await dialog.getByRole('treeitem', { name: '东渡区教育局' }).click();
    await dialog.getByText(/起隶属于东渡区教育局/).waitFor();
    await dialog.getByLabel('依据和理由').fill('区划调整');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '调整隶属' }).click();
    await told(page, '已调整青槐第2幼儿园的隶属');
  });
});

describe('on a phone', () => {
  it.each([
    ['what waits', 'duchake', () => '/review', '审核'],
    ['one submission', 'xianqu', () => `/review/one/${formId}/${PERIOD}/${unit['c2-1']}`, '青槐第1幼儿园'],
    ['doubts', 'yuansuo', () => '/review/queries', '质疑'],
    ['snapshots', 'duchake', () => '/review/snapshots', '定格'],
  ])('fits: %s', async (_, login, path, heading) => {
    const page = await visit(login, path(), { viewport: PHONE });
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await expectAccessible(page);
  });
});
