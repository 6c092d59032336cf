import type { SourceFile } from './source.js';

/** A place where a rule is broken, what was found there, and the reason for the rule. */
export interface Breach {
  readonly path: string;
  /** Counted from 1; absent if the whole file is meant. */
  readonly line?: number;
  readonly found: string;
  readonly because: string;
}

/** A rule of the code base that a test checks. */
export interface Rule {
  readonly name: string;
  /** All breaches in a list of files. */
  readonly check: (files: readonly SourceFile[]) => readonly Breach[];
}

/** The breaches of a rule, one sentence each; empty if the files follow it. */
export function breachesOf(rule: Rule, files: readonly SourceFile[]): string[] {
  return rule.check(files).map(({ path, line, found, because }) => {
    const place = line === undefined ? path : `${path}:${line}`;
    return `${place} ${found}. Rule "${rule.name}": ${because}`;
  });
}

/** A rule that checks one file at a time. */
export function rulePerFile(
  name: string,
  because: string,
  check: (file: SourceFile) => readonly Omit<Breach, 'path' | 'because'>[],
): Rule {
  return {
    name,
    check: (files) =>
      files.flatMap((file) =>
        check(file).map((breach) => ({ ...breach, path: file.path, because })),
      ),
  };
}
