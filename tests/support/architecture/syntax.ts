import { type Comment, type Program, parseSync, Visitor, type VisitorObject } from 'oxc-parser';

/** A parsed file. */
export interface Parsed {
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly text: string;
}

/** Parses a file; throws if it is not valid TypeScript. */
export function parsed(path: string, text: string): Parsed {
  const { program, comments, errors } = parseSync(path, text, { preserveParens: false });
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  return { program, comments, text };
}

/** Visits all nodes of a file. */
export function visit({ program }: Parsed, visitor: VisitorObject): void {
  new Visitor(visitor).visit(program);
}

/** The text of a node. */
export function textOf({ text }: Parsed, { start, end }: { start: number; end: number }): string {
  return text.slice(start, end);
}

/** The line of an offset in the text, counted from 1. */
export function lineAt({ text }: Parsed, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
