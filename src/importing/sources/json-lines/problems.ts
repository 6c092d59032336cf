import type { z } from 'zod';
import { quoted } from '../../../errors.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Maximum number of problems reported per line; further ones are counted. */
const MAX_DECLARED = 3;

/** The problems of a value in one sentence: where, what was expected, and what was found. */
export function problemsOf(value: unknown, issues: readonly Issue[]): string {
  const all = issues.map((issue) => problem(value, issue, []));
  const declared = all.slice(0, MAX_DECLARED).join('; ');
  return all.length > MAX_DECLARED
    ? `${declared}; and ${all.length - MAX_DECLARED} more`
    : declared;
}

/** A short description of a value, for a message. */
export function foundIn(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? quoted(value) : String(value);
}

function problem(value: unknown, issue: Issue, above: Path): string {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const inside = insideOf(issue);
    if (inside !== undefined) return problem(value, inside, path);
  }
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `\`${key}\``).join(', ');
    return `expected \`${written(path)}\` to be ${issue.message}, found ${keys} in it`;
  }
  if (path.length === 0) return issue.message;
  return `expected \`${written(path)}\` to be ${issue.message}, found ${foundIn(at(value, path))}`;
}

/** The problem inside a value that matches one form of a union but for that, if there is one. */
function insideOf({ errors }: z.core.$ZodIssueInvalidUnion): Issue | undefined {
  const isInside = (issue: Issue): boolean =>
    issue.path.length > 0 || (issue.code === 'invalid_union' && insideOf(issue) !== undefined);
  return errors.map(([first]) => first).find((first) => first !== undefined && isInside(first));
}

function written(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

function at(value: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return typeof value === 'object' && value !== null
    ? at(Reflect.get(value, step), rest)
    : undefined;
}
