import type { Node } from 'oxc-parser';
import { lineAt, type Parsed, textOf, visit } from './syntax.js';

/** A function with statements. An arrow function that only returns an object is not counted. */
export interface FunctionNote {
  readonly line: number;
  readonly name: string;
  readonly lineCount: number;
}

/** A use of something that only some files may use, such as `process.env`, `new Date()` or `as`. */
export interface UseNote {
  readonly line: number;
  readonly what: string;
}

/** The range of a string, a template or a regular expression in the text. */
export interface LiteralNote {
  readonly start: number;
  readonly end: number;
}

/** All functions of a file that have statements. */
export function functionsIn(source: Parsed): FunctionNote[] {
  const names = new Map<number, string>();
  const name = (key: Node, value: Node | null) => {
    if (value) names.set(value.start, textOf(source, key));
  };
  const notes: FunctionNote[] = [];
  const note = (node: Node) => {
    const line = lineAt(source, node.start);
    const lineCount = lineAt(source, node.end) - line + 1;
    notes.push({ line, lineCount, name: names.get(node.start) ?? 'an anonymous function' });
  };
  visit(source, {
    VariableDeclarator: ({ id, init }) => name(id, init),
    Property: ({ key, value }) => name(key, value),
    MethodDefinition: ({ key, value }) => name(key, value),
    PropertyDefinition: ({ key, value }) => name(key, value),
    FunctionDeclaration: (node) => {
      name(node.id ?? node, node);
      note(node);
    },
    FunctionExpression: note,
    ArrowFunctionExpression: (node) => {
      if (node.body.type !== 'ObjectExpression') note(node);
    },
  });
  return notes;
}

/** The uses of restricted features in a file. */
export function usesIn(source: Parsed): UseNote[] {
  const notes: UseNote[] = [];
  const note = (node: Node, what: string) => notes.push({ line: lineAt(source, node.start), what });
  visit(source, {
    MemberExpression: (node) => {
      const what = textOf(source, node);
      if (WATCHED.has(what)) note(node, what);
      if (what.endsWith('.collection')) note(node, '.collection');
    },
    NewExpression: (node) => {
      if (textOf(source, node) === 'new Date()') note(node, 'new Date()');
    },
    TSAsExpression: (node) => {
      if (!textOf(source, node).endsWith(' as const')) note(node, 'as');
    },
  });
  return notes;
}

const WATCHED = new Set(['process.env', 'process.exit', 'Date.now', 'Math.random']);

/** All strings, templates and regular expressions of a file. */
export function literalsIn(source: Parsed): LiteralNote[] {
  const notes: LiteralNote[] = [];
  const note = ({ start, end }: Node) => {
    notes.push({ start, end });
  };
  visit(source, {
    Literal: (node) => {
      if (typeof node.value === 'string' || 'regex' in node) note(node);
    },
    TemplateLiteral: note,
  });
  return notes;
}
