import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Correction, PlanPage } from '../../src/subjects/plans/schema';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { startDemonstration, type WebApp } from '../support/web-app';

const example = (name: string) => join(import.meta.dirname, '../../examples', name);
const TITLE = '云川市教育局2026年工作要点';

let web: WebApp;
let browser: Browser;
let office: Page;
let phone: Page;
let planId: string;

beforeAll(async () => {
  [web, browser] = await Promise.all([startDemonstration(), openBrowser()]);
  office = await openPage(browser, DESKTOP);
  phone = await openPage(browser, PHONE);
  await web.enter(office.context(), 'duchake');
  await web.enter(phone.context(), 'duchake');
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const post = async <T>(path: string, data: object): Promise<T> => {
  const answer = await office.request.post(`${web.address}/api/${path}`, { data });
  expect(answer.status()).toBe(200);
  return answer.json();
};
const planNow = async (id: string): Promise<PlanPage> =>
  (await office.request.get(`${web.address}/api/plans/get?planId=${id}`)).json();
const edit = ({ plan }: PlanPage, indicator: string, from: number, to: number): Correction => {
  for (const node of plan.nodes)
    for (const target of node.targets)
      if (target.indicator === indicator && target.value === from)
        return { kind: 'edit-target', node: node.id, target: target.key, fields: { value: to } };
  throw new Error(`no target ${indicator} ${from}`);
};
const clause = (page: Page, title: string) =>
  page.getByRole('region', { name: '逐条对照' }).getByRole('listitem').filter({ hasText: title });

describe('two versions of a plan, side by side', () => {
  it('brings in the revised document from the page of the plan whose numbers were corrected', async () => {
    const buffer = await readFile(example('yunchuan-2026.txt'));
    const stored = await office.request.post(`${web.address}/api/files`, {
      multipart: { file: { name: 'yunchuan-2026.txt', mimeType: 'text/plain', buffer } },
    });
    ({ planId } = await post<{ planId: string }>('plans/import', { fileId: (await stored.json()).id }));
    const page = await planNow(planId);
    const corrections = [edit(page, '学生体质健康优良率', 53, 55), edit(page, '义务教育学校标准化率', 88, 89)];
    await post('plans/correct', { planId, version: page.version, corrections });

    await office.goto(`${web.address}/plans/${planId}`);
    await office.getByRole('button', { name: '导入修订稿' }).click();
    await office.getByLabel('修订稿文件').setInputFiles(example('yunchuan-2026-revised.txt'));
    await office.getByRole('heading', { name: `修订对照 · ${TITLE}`, level: 1 }).waitFor();
    expect(office.url()).toContain(`/compare?with=${planId}`);
  });

  it('shows what changed, old beside new, figures marked', async () => {
    const raised = clause(office, '编好用好教育发展规划');
    expect(await raised.locator('del.piece-number').textContent()).toBe('120');
    expect(await raised.locator('ins.piece-number').textContent()).toBe('130');
    expect(await raised.locator('dl').textContent()).toContain('≥ 120个 → ≥ 130个');
    expect(await clause(office, '提升课后服务质量').textContent()).toContain('新增');
    expect(await clause(office, '办好技能大赛和职业教育活动周').textContent()).toContain('新稿已删');
    expect(await clause(office, '切实减轻教师负担').textContent()).toContain('原在“（二）强师赋能行动”');
    expect(await clause(office, '加强内部审计监督').locator('dl').textContent()).toContain('审计处责任 → 牵头');
  });

  it('keeps the corrected number in the new version', async () => {
    const revised = await planNow(/plans\/(\d+)/.exec(office.url())![1]!);
    expect(revised.revises).toBe(planId);
    await clause(office, '兑现年度发展指标').waitFor();
    await office.getByRole('link', { name: '校核', exact: true }).click();
    await office.getByRole('region', { name: '原文' }).waitFor();
    const [item] = revised.plan.nodes.filter(node => node.heading === '兑现年度发展指标');
    const inside = revised.plan.nodes.filter(node => node.id === item!.id || node.parent === item!.id);
    const fitness = inside.flatMap(node => node.targets).find(one => one.indicator === '学生体质健康优良率');
    expect(fitness).toMatchObject({ value: 55, corrected: true });
    await office.getByRole('status').filter({ hasText: '已保存 1 处更正' }).waitFor();
    await office.goto(`${web.address}/plans/${revised.id}/compare?with=${planId}`);
  });

  it('asks about the one that the document changed too, and does what is decided', async () => {
    const conflicts = office.getByRole('region', { name: '与新稿不一致的更正' });
    await conflicts.getByText('1 处更正与新稿不一致，请决定').waitFor();
    const text = await conflicts.textContent();
    expect(text).toContain('达到88%以上');
    expect(text).toContain('达到90%以上');
    expect(text).toContain('目标改为 89');
    await expectAccessible(office);
    await conflicts.getByRole('button', { name: '沿用更正' }).click();
    await conflicts.getByText('更正与新稿已全部一致').waitFor();
    await clause(office, '推进优质均衡县创建').locator('dl', { hasText: '89%' }).waitFor({ state: 'detached' });
  });

  it('walks the changes by keys and hides what is the same', async () => {
    const rows = office.getByRole('region', { name: '逐条对照' }).getByRole('listitem');
    const changed = await rows.count();
    await office.keyboard.press('j');
    await office.keyboard.press('j');
    const current = office.locator('.clause[aria-current=true]');
    expect(await current.textContent()).toContain('兑现年度发展指标');
    await office.keyboard.press('k');
    expect(await current.textContent()).toContain('编好用好教育发展规划');
    await office.getByLabel('只看变动').uncheck();
    await expect.poll(() => rows.count()).toBeGreaterThan(changed);
    expect(office.url()).toContain('show=all');
  });

  it('says what the ledger would become before it is adopted', async () => {
    await office.getByRole('link', { name: '校核', exact: true }).click();
    await office.getByRole('button', { name: '采纳并生成台账' }).click();
    await office.getByRole('link', { name: '查看修订对照' }).waitFor();
    expect(errorsOf(office)).toEqual([]);
  });

  it('stands one under the other on a phone, and any two plans can be compared', async () => {
    await phone.goto(`${web.address}/plans/${planId}/compare`);
    await phone.getByRole('listitem').getByRole('link', { name: TITLE }).first().click();
    await phone.getByRole('region', { name: '逐条对照' }).waitFor();
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
    const sides = clause(phone, '编好用好教育发展规划').locator('.clause-side');
    const [before, after] = [await sides.nth(0).boundingBox(), await sides.nth(1).boundingBox()];
    expect(after!.y).toBeGreaterThan(before!.y);
    await expectAccessible(phone);
    expect(errorsOf(phone)).toEqual([]);
  });
});
