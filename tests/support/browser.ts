import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Chromium is installed on Debian, Fedora, by Google's own package, and on macOS. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The installed browser; `undefined` if there is none: tests that need one are then skipped. */
export const installedBrowser: string | undefined = PLACES.find((path) => existsSync(path));

/** Suffix of a test's title that gives the reason why it is skipped. */
export const NO_BROWSER = installedBrowser
  ? ''
  : ' (SKIPPED: no Chromium on this machine; on Debian: apt-get install chromium)';

/** Starts a headless browser with an empty profile, which is deleted when the browser is closed. */
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
