import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedBrowser, launchBrowser, NO_BROWSER } from '../support/browser.js';
import { type GatewayProcess, startGateway } from '../support/gateway-process.js';

const TABS = [
  'ArticlePage',
  'FrontPage',
  'TopicWithArticles',
  'RelatedPosts',
  'ReadingTime',
  'Paging',
];

// Vitest's short report names no skipped test.
if (!installedBrowser) console.warn(`GraphiQL in a browser${NO_BROWSER}`);

/** GraphiQL is 5 MB of script: it takes seconds to open where two cores run all tests at once. */
const MAX_WAIT_MS = { timeout: 30_000 };

describe.skipIf(!installedBrowser)(`GraphiQL in a browser${NO_BROWSER}`, MAX_WAIT_MS, () => {
  let gateway: GatewayProcess;
  let browser: Browser;
  let page: Page;
  const leaving: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [gateway, browser] = await Promise.all([startGateway(), launchBrowser(installedBrowser ?? '')]);
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await keepInside(page, new URL(gateway.url).origin, leaving);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await open(page, gateway.url);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });

  it('opens with a tab for each ready operation', async () => {
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(TABS);
  });

  it('runs the article page and shows the article', async () => {
    const answer = await run(page);

    expect(answer).not.toHaveProperty('errors');
    expect(answer).toHaveProperty('data.article.slug', 'harbour-gauge-reads-a-century');
    await page.locator('.result-window').getByText('"article"').first().waitFor();
  });

  it.each(TABS.slice(1))('opens %s at the first click, and it answers with data', async (name) => {
    await page.getByRole('tab').getByText(name, { exact: true }).click();
    await page.locator('.graphiql-tab-active').getByText(name, { exact: true }).waitFor();

    const answer = await run(page);

    expect(answer).not.toHaveProperty('errors');
    expect(Object.values(Object(answer.data))).not.toContain(null);
  });

  it('runs the operation of a tab that was opened in the same moment', async () => {
    const [response] = await Promise.all([
      page.waitForResponse((candidate) => isOperation(candidate.request().postData())),
      pressBothAtOnce(page, 'TopicWithArticles'),
    ]);

    expect(await response.json()).toHaveProperty('data.topic.name', 'Science');
  });

  it('shows the documentation of the schema', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();

    await page.locator('.graphiql-doc-explorer').getByText('Article', { exact: true }).waitFor();
  });

  it('keeps its tabs when the page is loaded again just after one was opened', async () => {
    await page.getByRole('tab').getByText('ReadingTime', { exact: true }).click();
    // GraphiQL stores the variables, and which tab is open, some 400 ms after the query.
    await page.waitForFunction(() =>
      localStorage.getItem('broadsheet:graphiql:query')?.includes('ReadingTime'),
    );

    await open(page, gateway.url);

    expect(await page.getByRole('tab').allInnerTexts()).toEqual(TABS);
  });

  it('opens the operation of a link in a tab of its own', async () => {
    const query = encodeURIComponent('query Linked { __typename }');

    await open(page, `${gateway.url}?query=${query}`);

    expect(await page.locator('.graphiql-tab-active').innerText()).toBe('Linked');
  });

  it('has asked no other host for anything', () => {
    expect(leaving).toEqual([]);
  });

  it('has written no error to the console', () => {
    expect(complaints).toEqual([]);
  });
});

/** Stops every request that leaves the origin, and notes it. */
async function keepInside(page: Page, origin: string, leaving: string[]): Promise<void> {
  await page.context().route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`)) return route.continue();
    leaving.push(url);
    await route.abort();
  });
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  // An editor is ready once it has drawn its lines; without these two, GraphiQL runs nothing.
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.result-window .view-line').first().waitFor({ state: 'attached' });
}

/** Presses the button that runs the operation, and reads what the gateway answered. */
async function run(page: Page): Promise<{ readonly data?: unknown; readonly errors?: unknown }> {
  const [response] = await Promise.all([
    page.waitForResponse((candidate) => isOperation(candidate.request().postData())),
    page.locator('.graphiql-execute-button').click(),
  ]);
  return response.json();
}

/** Opens a tab and runs it before GraphiQL has read its operation, which it does after 100 ms. */
function pressBothAtOnce(page: Page, tab: string): Promise<void> {
  return page.evaluate((name) => {
    const tabs = [...document.querySelectorAll<HTMLElement>('.graphiql-tab-button')];
    tabs.find(({ innerText }) => innerText === name)?.click();
    document.querySelector<HTMLElement>('.graphiql-execute-button')?.click();
  }, tab);
}

/** Tells what the button sends from the questions about the schema that GraphiQL asks itself. */
function isOperation(body: string | null): boolean {
  return body !== null && !body.includes('__schema');
}
