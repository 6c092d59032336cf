import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli-process.js';
import { NO_SMALL_DISK, onSmallDisk } from '../support/small-disk.js';

const FULL =
  /^Broadsheet has stopped because the disk of the data directory \S+\/data is nearly full: \d+ MB are free, and the embedded MongoDB engine needs 48 MB to continue\. .*\n$/;

/** Waits for a line of the gateway's for 30 seconds. */
const UNTIL_READY = 'for i in $(seq 300); do grep -qs ready "$LOG/out" && break; sleep 0.1; done';

/** Too little for the engine to go on, and enough for what it writes until it is ended. */
const FILL_BUT_20_MB = `
  free=$(df -Pk "$DISK" | awk 'NR == 2 { print $4 }')
  head -c $(((free - 20000) * 1024)) /dev/zero > "$DISK/filling"`;

// The decision by numbers is tested in tests/database/disk-space.test.ts and disk-watch.test.ts.
describe('a disk that becomes full', () => {
  beforeEach((context) => {
    if (NO_SMALL_DISK !== null) context.skip(NO_SMALL_DISK);
  });

  it('ends a gateway with one sentence, and it starts again once there is room', async () => {
    const folder = await temporaryFolder();
    const { stdout, stderr } = await onSmallDisk(
      folder,
      200,
      `export LOG=$(mktemp -d)
       broadsheet serve > "$LOG/out" 2> "$LOG/err" & gateway=$!
       ${UNTIL_READY}
       ${FILL_BUT_20_MB}
       wait $gateway; echo "serve $?"
       broadsheet relate 2>&1 | cut -c 1-400; rm "$DISK/filling"; broadsheet relate
       cat "$LOG/err" >&2; rm -r "$LOG"`,
    );
    expect(stderr).toMatch(FULL);
    expect(stdout.split('\n')).toEqual([
      'serve 1',
      expect.stringMatching(
        /^The disk of the data directory \S+ has \d+ MB free, .* 72 MB to start/,
      ),
      'Related 0 articles anew, counted 0 lists.',
      '',
    ]);
  });

  it('ends an import with one sentence, and the same import later continues', async () => {
    const folder = await temporaryFolder();
    const path = join(await temporaryFolder(), 'articles.jsonl');
    await writeFile(path, linesOf(1_800));
    const { stdout, stderr } = await onSmallDisk(
      folder,
      75,
      `broadsheet import '${path}'; echo "import $?"
       mount -o remount,size=600m "$DISK"; broadsheet import --json '${path}' 2> /dev/null`,
    );
    const [code, account = ''] = stdout.split('\n');
    expect([code, stderr]).toEqual(['import 1', expect.stringMatching(FULL)]);
    const { created, unchanged, failed } = JSON.parse(account);
    expect([created + unchanged, unchanged > 0, failed]).toEqual([1_800, true, 0]);
  });

  it('is not called damage when a folder that was left by a crash cannot be opened', async () => {
    const folder = await temporaryFolder();
    const path = join(await temporaryFolder(), 'articles.jsonl');
    await writeFile(path, linesOf(10));
    const { stdout } = await onSmallDisk(
      folder,
      200,
      `export LOG=$(mktemp -d); broadsheet import '${path}' > /dev/null
       broadsheet serve > "$LOG/out" 2>&1 & gateway=$!
       ${UNTIL_READY}
       kill -9 $gateway; wait $gateway
       head -c 300000000 /dev/zero > "$DISK/filling" 2> /dev/null
       broadsheet export /dev/null 2>&1; rm "$DISK/filling"; broadsheet export /dev/null
       rm -r "$LOG"`,
    );
    expect(stdout).toMatch(/^The disk of the data directory \S+ has \d MB free, .*\nExported 10 /);
    expect(stdout).not.toContain('damaged');
  });
});

/** Articles in JSON Lines, each of 3 KB that cannot be compressed well. */
function linesOf(count: number): string {
  const words = () => Array.from({ length: 300 }, () => Math.random().toString(36).slice(2, 11));
  const line = (id: number) => ({
    ...{ kind: 'article', id: `a${id}`, title: `Article ${id}` },
    ...{ html: `<p>${words().join(' ')}</p>`, publishedAt: '2024-05-01T00:00:00Z' },
  });
  return Array.from({ length: count }, (_, id) => `${JSON.stringify(line(id))}\n`).join('');
}
