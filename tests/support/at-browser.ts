import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { DESKTOP, errorsOf, openBrowser, openPage } from './browser';
import { startWebApp, type WebApp } from './web-app';

export type AtBrowser<Scene> = {
  web: WebApp;
  browser: Browser;
  scene: Scene;
  /**
   * Somebody with an account at a page of their own. `prepare` is done before it loads. When the story is over no script of the page
   * may have thrown, and it is closed.
   */
  visit: (login: string, path: string, options?: Visit) => Promise<Page>;
};
type Visit = { viewport?: typeof DESKTOP; prepare?: (page: Page) => Promise<unknown> };

/** The web app, a browser and the scene that `setScene` writes down first, for all stories of a file. */
export function atBrowser<Scene>(setScene: (web: WebApp) => Promise<Scene>): AtBrowser<Scene> {
  const pages: Page[] = [];
  const at = {
    visit: async (login, path, { viewport = DESKTOP, prepare } = {}) => {
      const page = await openPage(at.browser, viewport);
      pages.push(page);
      await at.web.enter(page.context(), login);
      await prepare?.(page);
      await page.goto(at.web.address + path);
      return page;
    },
  } as AtBrowser<Scene>;
  beforeAll(async () => {
    [at.web, at.browser] = await Promise.all([startWebApp(), openBrowser()]);
    at.scene = await setScene(at.web);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) {
      expect(errorsOf(page)).toEqual([]);
      await page.context().close();
    }
  });
  afterAll(async () => {
    await at.browser?.close();
    await at.web?.close();
  });
  return at;
}
