import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedBrowser, launchBrowser, NO_BROWSER } from '../support/browser.js';
import { type GatewayProcess, startGateway } from '../support/gateway-process.js';

/** GraphiQL is 5 MB of script: it takes seconds to open on a busy machine. */
const MAX_WAIT_MS = { timeout: 60_000 };

describe.skipIf(!installedBrowser)(`GraphiQL, opened${NO_BROWSER}`, MAX_WAIT_MS, () => {
  let gateway: GatewayProcess;
  let browser: Browser;

  beforeAll(async () => {
    [gateway, browser] = await Promise.all([startGateway(), launchBrowser(installedBrowser ?? '')]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  it('has the cursor in the editor, and Ctrl-Enter runs the first tab', async () => {
    const page = await browser.newPage();
    await page.goto(gateway.url);
    await page.waitForFunction(() => document.activeElement?.closest('.graphiql-query-editor'));
    const mapUnavailable = page.waitForResponse(
      (response) => response.request().postDataJSON()?.operationName === 'ArticlePage',
    );

    await page.keyboard.press('Control+Enter');

    expect(await (await mapUnavailable).json()).toMatchObject({ data: { article: {} } });
  });
});
