import type { ImportDeclaration, Node } from 'oxc-parser';
import { lineAt, type Parsed, textOf, visit } from './syntax.js';

/** An import, type imports and re-exports included. */
export interface ImportNote {
  readonly line: number;
  readonly from: string;
  /** The imported names, as the other file exports them. */
  readonly names: readonly string[];
}

/** An export: a declaration, a default export, or a list of names. */
export interface ExportNote {
  readonly line: number;
  readonly kind: 'DECLARED' | 'DEFAULT' | 'LISTED';
  readonly hasDocstring: boolean;
}

/** All imports of a file: static, dynamic, and those of `export … from`. */
export function importsIn(source: Parsed): ImportNote[] {
  const notes: ImportNote[] = [];
  const note = ({ start }: Node, from: string, names: readonly string[] = []) => {
    notes.push({ line: lineAt(source, start), from, names });
  };
  visit(source, {
    ImportDeclaration: (node) => note(node, node.source.value, namesIn(node)),
    ImportExpression: (node) => {
      if (node.source.type === 'Literal') note(node, String(node.source.value));
    },
    TSImportType: (node) => note(node, node.source.value),
    ExportAllDeclaration: (node) => note(node, node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source) note(node, node.source.value);
    },
  });
  return notes;
}

function namesIn({ specifiers }: ImportDeclaration): string[] {
  return specifiers.map((each) => {
    if (each.type !== 'ImportSpecifier') return '*';
    return each.imported.type === 'Identifier' ? each.imported.name : each.imported.value;
  });
}

/** All exports of a file. */
export function exportsIn(source: Parsed): ExportNote[] {
  const docstringEnds = new Set(
    source.comments
      .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
      .map(({ end }) => end),
  );
  const notes: ExportNote[] = [];
  const overloaded = new Set<string>();
  const note = ({ start }: Node, kind: ExportNote['kind']) => {
    const before = source.text.slice(0, start).trimEnd().length;
    notes.push({ line: lineAt(source, start), kind, hasDocstring: docstringEnds.has(before) });
  };
  visit(source, {
    ExportDefaultDeclaration: (node) => note(node, 'DEFAULT'),
    ExportAllDeclaration: (node) => note(node, 'LISTED'),
    ExportNamedDeclaration: (node) => {
      const { declaration } = node;
      const name = declaration && 'id' in declaration ? textOf(source, declaration.id ?? node) : '';
      // Only the first signature of an overloaded function has a docstring.
      if (overloaded.has(name)) return;
      if (declaration?.type === 'TSDeclareFunction') overloaded.add(name);
      note(node, declaration ? 'DECLARED' : 'LISTED');
    },
  });
  return notes;
}
