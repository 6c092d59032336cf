#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import type { ImportOptions } from './commands/import.js';
import type { RelateOptions } from './commands/relate.js';
import { BroadsheetError, ExitError } from './errors.js';
import { version } from './version.js';

/** Set by the command that ran. */
let exitCode = 0;

// Each command loads its own code: an import starts in two thirds of the time without the
// gateway's.
const program = new Command('broadsheet')
  .description('A GraphQL content gateway for news and magazine sites.')
  .version(version())
  .exitOverride();

program
  .command('serve')
  .description('Serve GraphQL and GraphiQL; an empty database gets the demo magazine.')
  .action(async () => {
    const { runServe } = await import('./commands/serve.js');
    exitCode = await runServe(process.env);
  });

program
  .command('import')
  .description('Bring an archive in: a WordPress or Ghost export, a feed, JSON Lines, or Markdown.')
  .argument('<path>', 'a file, a folder, - for standard input, or an http(s) address')
  .option('--json', 'print the account as one line of JSON on stdout, all else on stderr')
  .option(
    '--namespace <name>',
    'keep a folder or file apart from others with the same paths or ids',
  )
  .option('--dry-run', 'give the account, and write nothing')
  .option('--no-wait', 'end at once, with exit code 75, if another import is under way')
  .option('--watch <minutes>', 'look at an address again and again, and bring in what is new')
  .action(async (path: string, options: ImportOptions & { readonly watch?: string }) => {
    if (options.watch === undefined) {
      const { runImport } = await import('./commands/import.js');
      exitCode = await runImport(process.env, path, options);
    } else {
      const { runWatch } = await import('./commands/watch.js');
      exitCode = await runWatch(process.env, path, options.watch, options);
    }
  });

program
  .command('export')
  .description('Write the whole database as JSON Lines, which an import takes.')
  .argument(
    '[file]',
    'where it goes once it is whole: a new file, a pipe or a device; stdout if absent',
  )
  .option('--force', 'replace the file if it exists')
  .action(async (file: string | undefined, { force = false }: { readonly force?: boolean }) => {
    const { runExport } = await import('./commands/export.js');
    exitCode = await runExport(process.env, file, { isForced: force });
  });

program
  .command('relate')
  .description('Find the related posts of all articles anew.')
  .option('--no-wait', 'end at once, with exit code 75, if an import is under way')
  .action(async (options: RelateOptions) => {
    const { runRelate } = await import('./commands/relate.js');
    exitCode = await runRelate(process.env, options);
  });

program
  .command('schema')
  .description('Print the GraphQL schema, or that of JSON Lines.')
  .option('--import', 'the JSON Schema of a line to import, in place of the GraphQL schema')
  .option('--write <file>', 'write it to a file')
  .option('--check <file>', 'fail if a file is not up to date')
  .action(async (options: { write?: string; check?: string; import?: boolean }) => {
    const { runSchema } = await import('./commands/schema.js');
    exitCode = await runSchema(options);
  });

for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  exitCode = report(error);
}
process.exit(exitCode);

/** One sentence for what can be expected, a stack trace only for a bug. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof ExitError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof BroadsheetError) {
    console.error(error.message);
    return 1;
  }
  console.error('Broadsheet has met something that it did not expect:', error);
  return 70;
}
