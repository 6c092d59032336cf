import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian, Fedora, Google's own package and macOS put a Chromium. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser of this machine, `undefined` if it has none: tests that need one then skip. */
export const installedBrowser: string | undefined = PLACES.find((path) => existsSync(path));

/** What a test's name says where it is skipped. */
export const NO_BROWSER = installedBrowser
  ? ''
  : ' (SKIPPED: no Chromium on this machine; on Debian: apt-get install chromium)';

/** Starts a browser without a window, on an empty profile that goes when it is closed. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
