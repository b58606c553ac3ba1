import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSignOn } from '../../src/subjects/identity/federation/settings';
import { DESKTOP, errorsOf, expectAccessible, openBrowser, openPage, PHONE } from '../support/browser';
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider';
import { startWebApp, type WebApp } from '../support/web-app';

let provider: IdentityProvider;
let app: WebApp;
let browser: Browser;

beforeAll(async () => {
  provider = await startIdentityProvider([
    { sub: 'sub-zhao', preferred_username: 'zhao', name: '赵琳', groups: ['信息中心'] },
    { sub: 'sub-guest', preferred_username: 'guest', name: '外单位的人' },
  ]);
  const { issuer, clientSecret } = provider;
  const city = { name: 'city', tenant: 'b1', label: '统一身份认证', issuer, clientId: 'luoshi', clientSecret };
  const give = { 信息中心: ['administrator@root', 'supervisor@root'] };
  app = await startWebApp(parseSignOn({ providers: [{ ...city, create: {}, posts: { claim: 'groups', give } }] }, '.'));
  provider.register('luoshi', app.address, 'city');
  const bureau = { name: '云溪市教育局', shortName: '市教育局', login: 'admin', userName: '管理员' };
  const made = await fetch(`${app.address}/api/identity/createBureau`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...bureau, password: '一次性的长密码 2026' }),
  });
  expect(made.status).toBe(200);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await provider.close();
});

describe('single sign-on in a browser', () => {
  it("signs in through the provider's form to the page wanted, makes a token, and signs out at both", async () => {
    const page = await openPage(browser, DESKTOP);
    await page.goto(`${app.address}/mine`);
    await page.waitForURL('**/sign-in?next=**');
    await page.getByRole('link', { name: '用统一身份认证登录' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: '用统一身份认证登录' }).click();
    await page.getByLabel('账号').fill('zhao');
    await page.getByLabel('密码').fill('any');
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(`${app.address}/mine`);
    await page.getByRole('heading', { name: '赵琳' }).waitFor();
    await page.getByRole('heading', { name: '单点登录绑定' }).waitFor();

    await page.getByRole('button', { name: '新建令牌' }).click();
    await page.getByLabel('用途').fill('数据中心每日取数');
    await page.getByRole('button', { name: '创建' }).click();
    const token = await page.getByLabel('令牌', { exact: true }).inputValue();
    await expectAccessible(page);
    const call = async () =>
      (await fetch(`${app.address}/api/org/units`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await call()).toBe(200);
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    expect(await page.getByText(token).count()).toBe(0);

    await page.goto(`${app.address}/people/tokens`);
    await page.getByText('赵琳 zhao').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: '撤销 数据中心每日取数' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销“数据中心每日取数”').waitFor();
    // The holder is remembered for a moment at most: the revocation itself made the server forget.
    expect(await call()).toBe(401);

    await page.goto(`${app.address}/mine`);
    await page.getByRole('button', { name: '退出登录' }).last().click();
    await page.waitForURL(`${provider.issuer}/**`);
    await page.getByRole('button', { name: /yes/i }).click();
    await page.waitForURL(`${app.address}/sign-in**`);
    await page.goto(`${app.address}/mine`);
    await page.waitForURL('**/sign-in?next=**');
    expect(errorsOf(page)).toEqual([]);
  });

  it('comes back to the sign-in page of a phone with a sentence when the person has no post here', async () => {
    const page = await openPage(browser, PHONE);
    await page.goto(`${app.address}/sign-in`);
    await page.getByRole('link', { name: '用统一身份认证登录' }).click();
    await page.getByLabel('账号').fill('guest');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').getByText('所在的组还没有对应的岗位').waitFor();
    await expectAccessible(page);
  });

  it('goes on here where the body asks for a second factor and the provider has not', async () => {
    const settings = JSON.stringify({ security: { secondFactorRoles: ['administrator'] } });
    await app.owner.updateTable('tenants').set({ settings }).execute();
    const page = await openPage(browser, DESKTOP);
    await page.goto(`${app.address}/sign-in?next=/plans`);
    await page.getByRole('link', { name: '用统一身份认证登录' }).click();
    await page.getByLabel('账号').fill('zhao');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('img').first().waitFor();
    // The one-time token does not stay in the address.
    expect(page.url()).toBe(`${app.address}/sign-in?next=%2Fplans`);
    const secret = await page
      .getByText(/^[A-Z2-7 ]{32,}$/)
      .first()
      .textContent();
    const totp = new TOTP({ secret: Secret.fromBase32(secret!.replaceAll(' ', '')) });
    await page.getByRole('textbox').first().fill(totp.generate());
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.waitForURL(`${app.address}/plans**`);
  });
});
