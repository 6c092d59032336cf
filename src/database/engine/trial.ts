import { execFile } from 'node:child_process';
import { refuseFullDisk, type SpaceNeeds } from './disk-space.js';
import { ADDON_VARIABLE, type EnginePackage } from './package.js';
import { USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/**
 * Opens and closes a data directory in a child process, to repair it after a crash.
 *
 * On damaged files the engine ends its process without a message or an exception; in a child
 * process this can be detected. Throws `EngineUnavailable` in this case. Other errors, such as a
 * directory that is in use, are reported by the opening that follows.
 */
export async function tryInChild(
  engine: EnginePackage,
  directory: string,
  needs: SpaceNeeds,
): Promise<void> {
  const ending = await new Promise<number | string>((resolve) => {
    const child = execFile(
      process.execPath,
      ['-e', TRIAL, engine.entry, directory],
      { env: { ...process.env, NODE_OPTIONS: '', [ADDON_VARIABLE]: engine.addon } },
      () => resolve(child.exitCode ?? child.signalCode ?? 'unknown'),
    );
  });
  if (ending === 0 || ending === REFUSED) return;
  // The engine ends in the same way when it cannot write.
  await refuseFullDisk(directory, needs);
  throw new EngineUnavailable(
    `The data directory ${directory} cannot be opened: it was not closed properly, and the ` +
      `embedded MongoDB engine ends (${ending}) when it tries to repair it, so its files are ` +
      'damaged. Restore it from a copy, or move it away and import again. ' +
      USE_A_SERVER,
  );
}

/** The exit code of the child for an error that the engine reported normally. */
const REFUSED = 3;

const TRIAL = `
  const [entry, directory] = process.argv.slice(1);
  require(entry).open(directory).then((engine) => engine.close(), () => process.exit(${REFUSED}));
`;
