import type { GraphiqlManifest } from './graphiql-manifest.js';
import { READY_OPERATIONS } from './graphiql-operations.js';

const TITLE = 'Broadsheet';

/** A folded newspaper: a headline, a picture, two columns. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="26" height="26"\
 fill="none" stroke="#d64292" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">\
<path d="M4 5h20v19a3 3 0 0 0 3 3H7a3 3 0 0 1-3-3zM24 12h4v12a3 3 0 0 1-3 3"/>\
<path d="M9 10.5h10M16.5 16H19M16.5 21H19"/>\
<path d="M9 16h3v5H9z" fill="#d64292"/></svg>`;

/**
 * What the page may load: its own host's files and nothing else on earth.
 *
 * Styles may stand in the page because React and Monaco write them there; scripts may not.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The frame that GraphiQL fills, and a mend for its tabs.
 *
 * In render-graphiql 5.24.1 an animation that never ends moves a tab aside when it is pressed, so
 * that its first click is lost. With the mend they can still be dragged into another order.
 */
const STYLE = `
html, body, #root { height: 100%; margin: 0; font-family: system-ui, sans-serif }
.graphiql-tab { transform: none !important }
`;

/** GraphiQL's page: a few kilobytes that name the files to load and the operations to open. */
export function graphiqlPage(files: GraphiqlManifest, assetsPath: string): Response {
  return new Response(pageHtml(files, assetsPath), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      // The names of the files change with a new version, so the page is asked for each time.
      'cache-control': 'no-cache',
      vary: 'accept',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** What a browser is told when the files were never made. */
export function graphiqlMissingPage(): Response {
  const sentence = 'GraphiQL is not built: expected its files in dist/graphiql; `npm run build`.\n';
  return new Response(sentence, { status: 503, headers: { 'retry-after': '5', vary: 'accept' } });
}

function pageHtml(files: GraphiqlManifest, assetsPath: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${TITLE}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(LOGO)}">
<link rel="stylesheet" href="${assetsPath}${files.style}">
<script type="application/json" id="graphiql-page">${scriptData(pageData(files, assetsPath))}</script>
<script defer src="${assetsPath}${files.launch}"></script>
<script defer src="${assetsPath}${files.app}"></script>
<style>${STYLE}</style>
</head>
<body>
<noscript>GraphiQL needs JavaScript. Without it, POST a query to this address.</noscript>
<div id="root">Opening ${TITLE}…</div>
</body>
</html>
`;
}

function pageData({ editorWorker, json, graphql }: GraphiqlManifest, assetsPath: string): object {
  return {
    title: TITLE,
    logo: LOGO,
    operations: READY_OPERATIONS,
    workers: {
      editorWorkerService: assetsPath + editorWorker,
      json: assetsPath + json,
      graphql: assetsPath + graphql,
    },
  };
}

/** JSON that cannot end the script element that it stands in. */
function scriptData(data: object): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
