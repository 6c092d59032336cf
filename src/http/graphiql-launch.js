// Starts GraphiQL in the reader's browser; `graphiql-build.ts` makes it one of the page's files.
// It reads what the page says in its data block, and asks no other host for anything.
const page = JSON.parse(document.getElementById('graphiql-page').textContent);

// Read by Monaco, the editor in GraphiQL, by the names that it has for its workers.
globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => page.workers[label],
};

// The namespace keeps the tabs apart from those of another GraphiQL that was served on this
// address on another day: GraphiQL would restore them, and never show the ready operations.
const NAMESPACE = 'broadsheet:';
const storage = {
  getItem: (key) => localStorage.getItem(NAMESPACE + key),
  setItem: (key, value) => localStorage.setItem(NAMESPACE + key, value),
  removeItem: (key) => localStorage.removeItem(NAMESPACE + key),
  get length() {
    return ownKeys().length;
  },
  clear() {
    for (const key of ownKeys()) localStorage.removeItem(key);
  },
};

function ownKeys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(NAMESPACE));
}

/** The operation of a link such as `/graphql?query=…&variables=…`, if there is one. */
function linkedOperation() {
  const parameters = new URLSearchParams(location.search);
  const query = parameters.get('query');
  return query ? { query, variables: parameters.get('variables') ?? '' } : undefined;
}

/**
 * The tab that was open when the page was left, if there is one.
 *
 * GraphiQL would look for the tab with the query and the variables that it stores on their own.
 * It stores the query 100 ms after a tab is opened and the variables after 500 ms; for a page that
 * is loaded again in between, it found no such tab and added one.
 */
function lastTab() {
  try {
    const { tabs, activeTabIndex } = JSON.parse(storage.getItem('graphiql:tabState'));
    const { query, variables, headers } = tabs[activeTabIndex];
    return { query: query ?? '', variables: variables ?? '', initialHeaders: headers ?? '' };
  } catch {
    return undefined;
  }
}

/**
 * Sends an operation and returns the answer; GraphiQL calls it for its own questions, too.
 *
 * It replaces Yoga's fetcher, which fails with "Cannot infer operation" when the name is not in the
 * query. GraphiQL names the operation of the tab before for 100 ms after a tab is opened, so that
 * whoever ran the new tab in that time got an error and no request was sent.
 */
async function sendOperation({ query, variables, operationName }, { headers } = {}) {
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...headers,
    },
    body: JSON.stringify({
      query,
      variables,
      ...(hasOperation(query, operationName) ? { operationName } : {}),
    }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Expected JSON, got HTTP ${response.status}: ${text.slice(0, 200)}`);
  }
}

function hasOperation(query, name) {
  return Boolean(name) && new RegExp(`\\b(query|mutation|subscription)\\s+${name}\\b`).test(query);
}

function launch() {
  const linked = linkedOperation();
  const tabs = linked ? [linked, ...page.operations] : page.operations;
  // GraphiQL takes the variables of the first tab from here and not from `defaultTabs`.
  const opened = linked ?? lastTab() ?? tabs[0];
  globalThis.YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
    title: page.title,
    logo: page.logo,
    defaultTabs: tabs,
    ...opened,
    storage,
    fetcher: sendOperation,
    // Takes the place of one that writes each keystroke into the address, where a reload would
    // open the same operation once more.
    onEditQuery: () => {},
  });
  history.replaceState({}, '', location.pathname);
  focusEditor();
}

/** Puts the cursor into the editor once it is there, so that Ctrl-Enter runs the first tab. */
function focusEditor() {
  const observer = new MutationObserver(() => {
    const input = document.querySelector(
      '.graphiql-query-editor :is(textarea, .native-edit-context)',
    );
    if (input === null) return;
    observer.disconnect();
    if (document.activeElement === document.body) input.focus();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

// Comes after every deferred script, the one with GraphiQL among them.
document.addEventListener('DOMContentLoaded', launch);
