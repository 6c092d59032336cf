import { beforeAll, describe, expect, it } from 'vitest';
import { cycles, pipeline, subjects } from './support/architecture/chains.js';
import { commands, libraries, processes } from './support/architecture/doors.js';
import { folders } from './support/architecture/folders.js';
import { layers, lists } from './support/architecture/layers.js';
import { breachesOf, type Rule } from './support/architecture/rule.js';
import { RULES } from './support/architecture/rules.js';
import {
  casts,
  columns,
  docstrings,
  exportForms,
  fileSizes,
  folderNames,
  functionSizes,
  purity,
} from './support/architecture/shape.js';
import { type SourceFile, sourceFile, sourceFilesIn } from './support/architecture/source.js';
import { testNames } from './support/architecture/test-names.js';

type Tree = Readonly<Record<string, string>>;

/** A source tree that breaks a rule in one place, and the message that the rule reports. */
type Broken = readonly [rule: Rule, tree: Tree, says: string];

const ARTICLE = 'src/editorial/article';
const VISIBILITY = 'src/editorial/visibility';

const BROKEN: readonly Broken[] = [
  [folders, { 'src/content/a.ts': "import '../errors.js';" }, 'imports src/errors.ts'],
  [folders, { 'src/structures/a.ts': "import '../errors.js';" }, 'imports src/errors.ts'],
  [
    folders,
    { 'src/database/a.ts': "import '../editorial/article/b.js';" },
    'imports src/editorial',
  ],
  [folders, { 'src/graphql/a.ts': "import '../readers/comment/b.js';" }, 'imports src/readers'],
  [folders, { 'src/publishing/a.ts': "import '../importing/b.js';" }, 'imports src/importing/b.ts'],
  [
    folders,
    { 'src/importing/a.ts': "import type { B } from '../database/b.js';" },
    'src/database/',
  ],
  [folders, { 'src/exporting/a.ts': "import '../importing/b.js';" }, 'imports src/importing/b.ts'],
  [folders, { [`${ARTICLE}/a.ts`]: "import '../../readers/share/b.js';" }, 'imports src/readers'],
  [folders, { 'src/http/a.ts': "import '../stores.js';" }, 'imports src/stores.ts'],
  [folders, { 'src/http/a.ts': "export const a = () => import('../stores.js');" }, 'src/stores.ts'],
  [folders, { 'src/app.ts': "import '../tests/support/stage.js';" }, 'imports tests/support'],
  [folders, { 'src/metrics/a.ts': "import '../errors.js';" }, 'has no entry'],
  [layers, { [`${ARTICLE}/a.document.ts`]: "import './a.lists.js';" }, 'a document is the stored'],
  [layers, { [`${ARTICLE}/a.lists.ts`]: "import './a.store.js';" }, 'a pure module'],
  [layers, { [`${ARTICLE}/a.store.ts`]: "import './a.loaders.js';" }, 'a store contains queries'],
  [layers, { [`${ARTICLE}/a.store.ts`]: "import '../../context.js';" }, 'a store contains queries'],
  [layers, { [`${ARTICLE}/a.loaders.ts`]: "import './a.type.js';" }, 'a loader batches'],
  [layers, { [`${ARTICLE}/a.type.ts`]: "import '../topic/b.queries.js';" }, 'a type imports'],
  [layers, { [`${VISIBILITY}/a.ts`]: "import '../article/b.store.js';" }, 'a pure module'],
  [layers, { 'src/publishing/a.ts': "import '../editorial/topic/b.type.js';" }, 'writes through'],
  [layers, { 'src/importing/a.ts': "import '../editorial/topic/b.store.js';" }, 'yields entries'],
  [
    layers,
    { 'src/json-lines/a.ts': "import '../editorial/topic/b.lists.js';" },
    'a line is defined',
  ],
  [layers, { 'src/graphql/schema.ts': "import '../editorial/topic/b.type.js';" }, 'root files'],
  [lists, { [`${ARTICLE}/a.fields.ts`]: '' }, 'is not imported by src/graphql/schema.ts'],
  [lists, { [`${ARTICLE}/a.store.ts`]: '' }, 'is not imported by src/stores.ts'],
  [lists, { 'src/publishing/lease/a.store.ts': '' }, 'is not imported by src/stores.ts'],
  [
    cycles,
    {
      'src/http/a.ts': "import type { B } from './b.js';",
      'src/http/b.ts': "import './c.js';",
      'src/http/c.ts': "import './a.js';",
    },
    'src/http/a.ts → src/http/b.ts → src/http/c.ts → src/http/a.ts',
  ],
  [
    subjects,
    {
      'src/editorial/topic/a.ts': "import '../author/b.js';",
      'src/editorial/author/c.ts': "import '../topic/d.js';",
    },
    'editorial/topic → editorial/author → editorial/topic',
  ],
  [
    pipeline,
    {
      'src/publishing/a.ts': "import '../stores.js';",
      'src/stores.ts': "import './graphql/builder.js';",
    },
    'depends on src/stores.ts → src/graphql/builder.ts',
  ],
  [libraries, { [`${ARTICLE}/a.type.ts`]: "import '@pothos/core';" }, 'imports @pothos/core'],
  [libraries, { 'src/app.ts': "import 'graphql-yoga';" }, 'imports graphql-yoga'],
  [libraries, { [`${ARTICLE}/a.queries.ts`]: "import 'dataloader';" }, 'imports dataloader'],
  [libraries, { 'src/commands/a.ts': "import 'mongodb';" }, 'imports mongodb'],
  [
    libraries,
    { 'src/content/a.ts': "import 'marked';", 'src/importing/b.ts': "import 'marked/x';" },
    'src/importing/b.ts:1 imports marked/x',
  ],
  [
    commands,
    { [`${ARTICLE}/a.store.ts`]: "import { MongoClient } from 'mongodb';" },
    'MongoClient',
  ],
  [commands, { [`${ARTICLE}/a.page.ts`]: "import { findMany } from '../f.js';" }, 'findMany'],
  [commands, { 'src/app.ts': "export const a = db.collection('b');" }, 'gets a collection'],
  [processes, { 'src/http/a.ts': 'export const a = process.env.PORT;' }, 'uses process.env'],
  [processes, { 'src/commands/a.ts': 'process.exit(1);' }, 'uses process.exit'],
  [purity, { 'src/content/a.ts': 'export const a = () => new Date();' }, 'uses new Date()'],
  [purity, { [`${ARTICLE}/a.lists.ts`]: "import 'node:fs';" }, 'imports node:fs'],
  [exportForms, { 'src/http/index.ts': '' }, 'is an index file'],
  [exportForms, { 'src/a.ts': 'export default 1;' }, 'src/a.ts:1 has a default export'],
  [exportForms, { 'src/a.ts': "export { b } from './b.js';" }, 'what is declared elsewhere'],
  [exportForms, { 'src/a.ts': "export * from './b.js';" }, 'what is declared elsewhere'],
  [exportForms, { 'src/a.ts': "import { b } from './b.js';\nexport { b };" }, 'src/a.ts:2 exports'],
  [folderNames, { 'src/http/utils/a.ts': '' }, 'a folder called utils'],
  [fileSizes, { 'src/a.ts': '\n'.repeat(401) }, 'has 401 lines'],
  [functionSizes, { 'src/a.ts': `const a = () => {${'\n'.repeat(50)}};` }, 'a has 51 lines'],
  [columns, { 'src/a.ts': `// ${'x'.repeat(98)}` }, 'has 101 columns'],
  [columns, { 'src/a.ts': `const ${'a'.repeat(90)} = 12345;` }, 'has 105 columns'],
  [
    docstrings,
    { 'src/a.ts': '// Not one.\nexport interface A {}' },
    'src/a.ts:2 exports something',
  ],
  [casts, { 'src/a.ts': 'const a = b as string;' }, 'casts'],
  [testNames, { 'tests/http/odd.test.ts': '', 'src/http/a.ts': '' }, 'expected src/http/odd'],
  [testNames, { 'tests/a.b.test.ts': '', 'src/b.ts': '' }, 'expected src/a or src/a.b'],
];

/** Source trees that come close to breaking a rule but follow it. */
const KEPT: readonly (readonly [rule: Rule, tree: Tree])[] = [
  [folders, { 'src/readers/share/a.ts': "import '../../editorial/article/b.js';" }],
  [layers, { [`${ARTICLE}/a.page.ts`]: "import '../topic/b.queries.js';" }],
  [lists, { 'src/graphql/schema.ts': "import '../editorial/a/a.fields.js';" }],
  [
    subjects,
    {
      [`${VISIBILITY}/a.ts`]: "import '../article/b.lists.js';",
      [`${ARTICLE}/b.store.ts`]: "import '../visibility/a.js';",
    },
  ],
  [libraries, { [`${ARTICLE}/a.lists.ts`]: "import 'node:crypto';" }],
  [libraries, { [`${ARTICLE}/a.loaders.ts`]: "import '@pothos/core';" }],
  [commands, { [`${ARTICLE}/a.store.ts`]: "import { findMany } from '../f.js';" }],
  [processes, { 'src/cli.ts': 'process.exit(run(process.env));' }],
  [purity, { 'src/content/a.ts': 'export const a = (b: string) => new Date(b);' }],
  [fileSizes, { 'src/a.ts': '\n'.repeat(400) }],
  [functionSizes, { 'src/a.ts': `const a = () => {${'\n'.repeat(49)}};` }],
  [functionSizes, { 'src/a.ts': `const a = () => ({${'\n'.repeat(200)}});` }],
  [columns, { 'src/a.ts': `// ${'x'.repeat(97)}` }],
  [columns, { 'src/a.ts': `const a = '${'x'.repeat(200)}';` }],
  [docstrings, { 'src/a.ts': '/** Describes the interface. */\nexport interface A {}' }],
  [casts, { 'src/a.ts': 'const a = [b] as const;' }],
  [testNames, { 'tests/a.b.test.ts': '', 'src/a.ts': '' }],
  [testNames, { 'tests/a.b.test.ts': '', 'src/a.b.ts': '' }],
  [testNames, { 'tests/http/a.test.ts': '', 'src/http/a/b.ts': '' }],
  [testNames, { 'tests/schema.test.ts': '', 'tests/support/a.ts': '' }],
];

describe('the source code', () => {
  let house: SourceFile[];

  beforeAll(async () => {
    house = [...(await sourceFilesIn('src')), ...(await sourceFilesIn('tests'))];
  });

  for (const rule of RULES) {
    it(`follows the rule "${rule.name}"`, () => {
      expect(breachesOf(rule, house)).toEqual([]);
    });
  }
});

describe('breachesOf', () => {
  it('names the file, the line, the rule and its reason', () => {
    const files = madeUp({ 'src/content/a.ts': "\nimport '../errors.js';" });

    expect(breachesOf(folders, files)).toEqual([
      'src/content/a.ts:2 imports src/errors.ts. Rule "folders import only allowed folders": ' +
        'content/ contains pure functions on text: it imports no other folder, so it runs anywhere',
    ]);
  });

  for (const [rule, tree, says] of BROKEN) {
    it(`reports a breach of "${rule.name}" for ${shown(tree)}`, () => {
      expect(breachesOf(rule, madeUp(tree))).toEqual([expect.stringContaining(says)]);
    });
  }

  for (const [rule, tree] of KEPT) {
    it(`reports no breach of "${rule.name}" for ${shown(tree)}`, () => {
      expect(breachesOf(rule, madeUp(tree))).toEqual([]);
    });
  }

  it('has an example of a breach for every rule', () => {
    expect(new Set(BROKEN.map(([rule]) => rule))).toEqual(new Set(RULES));
  });
});

function madeUp(tree: Tree): SourceFile[] {
  return Object.entries(tree).map(([path, text]) => sourceFile(path, text));
}

function shown(tree: Tree): string {
  return Object.entries(tree)
    .map(([path, text]) => `${path}: ${text.replaceAll(/\s+/g, ' ').slice(0, 50)}`)
    .join(' + ');
}
