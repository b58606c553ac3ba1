import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/platform/database/tables';
import { atBrowser } from '../support/at-browser';
import { DESKTOP, expectAccessible, PHONE } from '../support/browser';
import { raiseIndicators } from '../support/indicator-scene';
import type { WebApp } from '../support/web-app';

// 目标 and 目标分解 at the screen: revised with a signature, split with the balance in sight, sent, signed, split further by a county.

let seats: Id;
const unit: Record<string, Id> = {};

/** Three counties with two kindergartens each; of the seats (660) nothing is split yet. */
async function setScene({ owner }: WebApp): Promise<void> {
  const tenantId = await raiseIndicators(owner, { counties: 3, schools: 2 });
  for (const { id, code } of await owner.selectFrom('orgUnits').select(['id', 'code']).execute()) unit[code] = id;
  const found = await owner
    .selectFrom('targets')
    .select('id')
    .where('comparator', '=', 'add')
    .executeTakeFirstOrThrow();
  seats = found.id;
  // The scene's revision tells of the value alone; this one is made at the screen.
  await sql`delete from target_revisions where tenant_id = ${tenantId}`.execute(owner);
  await sql`
    delete from allocation_parts p using allocations a
    where a.tenant_id = ${tenantId} and a.target_id = ${seats} and p.tenant_id = a.tenant_id and p.allocation_id = a.id`.execute(
    owner,
  );
  await sql`delete from allocations where tenant_id = ${tenantId} and target_id = ${seats}`.execute(owner);
}

const at = atBrowser(setScene);
const visit = (login: string, path: string, viewport = DESKTOP) => at.visit(login, path, { viewport });
const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
const part = (page: Page, name: string) => page.getByLabel(`${name}，分解值`);

describe('a target', () => {
  it('is read on any day, and revised with a signature, the old value beside the new', async () => {
    const page = await visit('duchake', `/targets/${seats}`);
    await page.getByText(/9月28日（周一）应到/).waitFor();
    await page.getByLabel('日期', { exact: true }).fill('2026-06-30');
    await page.getByText(/6月30日（周二）应到 330 个/).waitFor();

    await page.getByRole('button', { name: '目标调整' }).click();
    const dialog = page.getByRole('dialog', { name: /^目标调整/ });
    await dialog.getByLabel('目标值（个）').fill('600个');
    await dialog.getByText('请填写数字').waitFor();
    await dialog.getByLabel('目标值（个）').fill('600');
    await dialog.getByLabel('推进方式').selectOption('按节点分步推进');
    await dialog.getByText('请填写节点日期').waitFor();
    await dialog.getByRole('button', { name: '增加节点' }).click();
    await dialog.getByLabel('第 1 个节点的日期').fill('2026-08-31');
    await dialog.getByRole('figure', { name: '调整后的推进曲线' }).waitFor();
    await dialog.getByLabel('调整理由').fill('两个项目推迟');
    // Typed and not yet signed: it survives a reload.
    await page.reload();
    expect(await dialog.getByLabel('调整理由').inputValue()).toBe('两个项目推迟');
    await expectAccessible(page);
    expect(await dialog.getByRole('button', { name: '签名并调整' }).isDisabled()).toBe(true);
    await dialog.getByLabel('签名').fill('高远');
    await dialog.getByRole('button', { name: '签名并调整' }).click();
    const revisions = page.getByRole('region', { name: '目标调整 1 次' });
    const aim = revisions.getByRole('row', { name: /^目标值/ });
    await aim.waitFor();
    expect(await aim.getByRole('cell').allTextContents()).toEqual(['+660 个', '+600 个']);
    await expectAccessible(page);
  });
});

describe('its split', () => {
  it('shows its balance at every keystroke, and goes out out of balance only with a signed explanation', async () => {
    const page = await visit('duchake', `/targets/${seats}/allocation`);
    const balance = page.getByRole('status').filter({ hasText: '应分解' });
    // It begins as its method would split it; nothing is saved.
    expect(await part(page, '望湖区').inputValue()).toBe('200');
    await balance.getByText('平衡', { exact: true }).waitFor();
    await part(page, '望湖区').fill('260');
    await balance.getByText('超出总目标').waitFor();
    expect(await balance.getByText('+60 个').count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('青槐区，分解值');
    await expectAccessible(page);

    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('与总目标不一致，调整或签署说明后才能下发').waitFor();
    expect(await page.getByRole('button', { name: '下发', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '签署不平衡说明' }).click();
    const dialog = page.getByRole('dialog', { name: '不平衡说明' });
    await dialog.getByLabel('不平衡的理由').fill('望湖区有在建项目');
    await dialog.getByLabel('签名').fill('高远');
    await dialog.getByRole('button', { name: '签名' }).click();
    await page.getByText(/不平衡说明：望湖区有在建项目/).waitFor();
  });

  it('keeps what is fixed, works the rest out anew, takes a pasted column, and goes out', async () => {
    const page = await visit('duchake', `/targets/${seats}/allocation`);
    await page.getByRole('button', { name: '按此方式计算未固定的' }).click();
    expect([await part(page, '望湖区').inputValue(), await part(page, '青槐区').inputValue()]).toEqual(['260', '170']);
    await part(page, '青槐区').evaluate(field => {
      const data = new DataTransfer();
      data.setData('text/plain', '180\r\n160\r\n');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    expect([await part(page, '青槐区').inputValue(), await part(page, '东渡区').inputValue()]).toEqual(['180', '160']);
    await page.getByRole('button', { name: '保存草稿' }).click();
    await told(page, '已保存草稿');
    await page.getByRole('button', { name: '下发', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '下发', exact: true }).click();
    await told(page, '已下发到 3 个单位');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载全部目标责任书' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  });

  it('is signed by a county for its own part, and split further over its kindergartens', async () => {
    const page = await visit('xianqu', '/allocations');
    const row = page.getByRole('region', { name: /收到的/ }).getByRole('row', { name: /新增公办学位/ });
    await row.getByText('180 个').waitFor();
    await row.getByRole('button', { name: '签收' }).click();
    const dialog = page.getByRole('dialog', { name: /^签收/ });
    await dialog.getByText(/分解值 180 个/).waitFor();
    await dialog.getByLabel('签名').fill('田禾');
    await dialog.getByRole('button', { name: '签收' }).click();
    await row.getByText(/^已签收/).waitFor();
    await expectAccessible(page);
    await row.getByRole('link', { name: '分解到下级' }).click();
    expect(await part(page, '青槐第1幼儿园').inputValue()).toBe('90');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await told(page, '已保存草稿');
    // Of the whole it sees its own part alone.
    await page.goto(`${at.web.address}/targets/${seats}/allocation`);
    await page.getByRole('row', { name: /青槐区/ }).waitFor();
    expect(await page.getByText('望湖区').count()).toBe(0);
  });
});

describe('the targets of the year', () => {
  it('are listed with what they lack, and begin at last year’s values with one signature', async () => {
    const { id } = await at.web.owner
      .selectFrom('targets as g')
      .innerJoin('indicators as i', join =>
        join.onRef('i.tenantId', '=', 'g.tenantId').onRef('i.id', '=', 'g.indicatorId'),
      )
      .select('g.id')
      .where('i.code', '=', 'inclusive')
      .executeTakeFirstOrThrow();
    await at.web.owner.updateTable('targets').set({ baseline: null }).where('id', '=', id).execute();
    await at.web.owner.deleteFrom('targetPoints').where('targetId', '=', id).execute();
    const page = await visit('duchake', '/targets');
    await page.getByRole('button', { name: /^没有推进曲线/ }).click();
    const row = page.getByRole('row', { name: /普惠性幼儿园覆盖率/ });
    await row.waitFor();
    expect(page.url()).toContain('gap=course');
    await expectAccessible(page);
    await page.getByRole('button', { name: /按去年值定基数/ }).click();
    await page.getByRole('dialog').getByText('普惠性幼儿园覆盖率').waitFor();
    await page.getByLabel('签名').fill('高远');
    await page.getByRole('button', { name: /签名并定基数/ }).click();
    // It lacks nothing more, so it is no longer among those that do.
    await row.waitFor({ state: 'detached' });
    const saved = await at.web.owner
      .selectFrom('targets')
      .select('baseline')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(Number(saved.baseline)).toBeGreaterThan(0);
  });
});

describe('on a phone', () => {
  it.each([
    ['a target', 'duchake', () => `/targets/${seats}`, /^新增公办学位/],
    ['a split', 'duchake', () => `/targets/${seats}/allocation`, /^目标分解/],
    ['the targets of the year', 'duchake', () => '/targets', '年度目标'],
    ['the list', 'xianqu', () => '/allocations', '目标分解'],
  ])('fits: %s', async (_, login, path, heading) => {
    const page = await visit(login, path(), PHONE);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await expectAccessible(page);
  });
});
