import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { phoneCode } from '../support/person-at-browser';
import { startWebApp, type WebApp } from '../support/web-app';

const PASSWORD = '清晨 walks by 江边';
const NEW_PASSWORD = '傍晚 walks by 湖边 too';

let app: WebApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startWebApp(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const fresh = (viewport = DESKTOP) => openPage(browser, viewport);
const giveCredentials = async (page: Page, login: string, password: string) => {
  await page.goto(`${app.address}/sign-in`);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
};
const arrived = (page: Page) => page.waitForURL(url => url.pathname === '/');
const said = (page: Page) => page.locator('.error-note p').first().textContent();

describe('signing in', () => {
  let secret: string;
  let codes: string[];
  let admin: Page;

  it('founds a bureau, refusing a common password, and lets its administrator in by password', async () => {
    admin = await fresh();
    await admin.goto(app.address);
    await admin.getByLabel('机构名称').fill('青溪市教育局');
    await admin.getByLabel('简称').fill('市教育局');
    await admin.getByLabel('管理员姓名').fill('王海');
    const password = admin.getByLabel('密码', { exact: true });
    await password.fill('password1234');
    await admin.getByRole('button', { name: '建立机构' }).click();
    await admin.locator('.error-note').waitFor();
    expect(await said(admin)).toContain('太常见');
    await password.fill('短');
    await admin.getByText('还差一些：至少 12 位').waitFor();
    await password.fill(PASSWORD);
    await admin.getByRole('button', { name: '建立机构' }).click();
    await arrived(admin);
    const second = await fresh();
    await giveCredentials(second, 'admin', 'not this one');
    await second.locator('.error-note').waitFor();
    expect(await said(second)).toBe('账号或密码不正确');
    await second.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await second.getByRole('button', { name: '登录', exact: true }).click();
    await arrived(second);
    const cookies = await second.context().cookies();
    expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
      { name: 'luoshi', httpOnly: true, sameSite: 'Lax' },
      { name: 'luoshi-device', httpOnly: true, sameSite: 'Lax' },
    ]);
  });

  it('sets a second factor up on 我的, with a QR code and recovery codes to keep', async () => {
    await admin.goto(`${app.address}/mine`);
    await admin.getByRole('button', { name: '设置二次验证' }).click();
    await admin.getByLabel('您的密码').fill(PASSWORD);
    await admin.getByRole('button', { name: '下一步' }).click();
    await admin.locator('.factor-qr svg').waitFor();
    await expectAccessible(admin);
    secret = ((await admin.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '');
    await admin.getByLabel('验证器显示的验证码').fill(phoneCode(secret, -1));
    await admin.getByRole('button', { name: '启用' }).click();
    await admin.locator('.recovery-codes').waitFor();
    codes = await admin.locator('.recovery-codes li').allInnerTexts();
    expect(codes).toHaveLength(10);
    const download = admin.waitForEvent('download');
    await admin.getByRole('button', { name: '下载为文件' }).click();
    expect((await download).suggestedFilename()).toBe('落实-恢复码-admin.txt');
    await admin.getByRole('button', { name: '我已保存' }).click();
    await admin.getByText('还有 10 个恢复码可用').waitFor();
    await expectAccessible(admin);
  });

  it('by password and code, on a phone', async () => {
    const page = await fresh(PHONE);
    await giveCredentials(page, 'admin', PASSWORD);
    const code = page.getByLabel('验证码', { exact: true });
    await code.fill('000000');
    await expectAccessible(page);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.locator('.error-note').waitFor();
    expect(await said(page)).toContain('验证码不正确');
    await code.fill(phoneCode(secret));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await arrived(page);
    expect(errorsOf(page)).toEqual([]);
  });

  it('by password and recovery code; the session stands in the list and is ended there', async () => {
    const lost = await fresh();
    await giveCredentials(lost, 'admin', PASSWORD);
    await lost.getByRole('button', { name: '手机不在身边，用恢复码' }).click();
    await lost.getByLabel('恢复码').fill(codes[0]!.toLowerCase());
    await lost.getByRole('button', { name: '登录', exact: true }).click();
    await arrived(lost);
    await admin.reload();
    const row = admin.locator('.session-list li', { hasText: '密码和恢复码' });
    await row.getByRole('button', { name: /^退出/ }).click();
    await row.waitFor({ state: 'detached' });
    await admin.getByText('还有 9 个恢复码可用').waitFor();
    await lost.goto(`${app.address}/mine`);
    await lost.waitForURL(/\/sign-in/);
  });

  it('sets a second factor up before anything else where the body asks it of a post', async () => {
    await admin.goto(`${app.address}/people?open=invite`);
    await admin.getByLabel('姓名', { exact: true }).fill('赵敏');
    await admin.getByLabel('账号', { exact: true }).fill('zhaomin');
    await admin.getByLabel('角色').selectOption('leader');
    await admin.getByRole('button', { name: '生成邀请链接' }).click();
    const link = await admin.getByLabel('给赵敏的邀请链接').inputValue();
    await admin.goto(`${app.address}/people?open=security`);
    await admin.getByLabel('局领导').check();
    await expectAccessible(admin);
    await admin.getByRole('button', { name: '保存' }).click();
    await admin.getByText('已保存').waitFor();
    const leader = await fresh(PHONE);
    await leader.goto(link);
    await leader.getByLabel('设定密码').fill(PASSWORD);
    await leader.getByRole('button', { name: '接受邀请并登录' }).click();
    await leader.locator('.factor-secret').waitFor();
    const own = ((await leader.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '');
    await leader.getByLabel('验证器显示的验证码').fill(phoneCode(own));
    await leader.getByRole('button', { name: '启用' }).click();
    await leader.getByRole('button', { name: '我已保存' }).click();
    await leader.waitForURL(url => url.pathname === '/overview');
  });

  it('sets a forgotten password anew by the link of the administrator', async () => {
    await admin.goto(`${app.address}/people`);
    await admin.getByRole('button', { name: '赵敏' }).click();
    await admin.getByRole('button', { name: '取消二次验证' }).click();
    await admin.getByRole('button', { name: '确认取消' }).click();
    await admin.getByText('未启用，下次登录时设置').waitFor();
    await admin.getByRole('button', { name: '重设密码链接' }).click();
    const link = await admin.getByLabel('给赵敏的重设密码链接').inputValue();
    await expectAccessible(admin);
    const page = await fresh();
    await page.goto(link);
    await page.getByLabel('新密码').fill(NEW_PASSWORD);
    await expectAccessible(page);
    await page.getByRole('button', { name: '设定并登录' }).click();
    await page.locator('.factor-secret').waitFor();
    await page.goto(link);
    await page.getByText('链接已失效').waitFor();
    expect(errorsOf(page)).toEqual([]);
    expect(errorsOf(admin)).toEqual([]);
  });
});
