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

function launch() {
  const linked = linkedOperation();
  const tabs = linked ? [linked, ...page.operations] : page.operations;
  const isFirstVisit = storage.getItem('graphiql:tabState') === null;
  // GraphiQL takes the variables of the first tab from here and not from `defaultTabs`.
  const opened = linked ?? (isFirstVisit ? tabs[0] : {});
  globalThis.YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
    title: page.title,
    logo: page.logo,
    defaultTabs: tabs,
    ...opened,
    storage,
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
