/**
 * How much memory an import needs, as a ratio to that of a hundredth of it: the peak of resident
 * memory of the importer, with the engine in another process and in its own.
 *
 *     npm run bench:scale -- wxr <MB> | jsonl <lines> [compared with, a hundredth] [outside | inside]
 *
 * Ends with 1 if the ratio is above 1.5 with the engine outside, or the peak above 700 MB inside.
 */
import { type Import, isMeasurable, type Measurement, measuredImport } from './measured.js';

const MOST_RATIO = 1.5;
const MOST_MEGABYTES = 700;

const [kindName, sizeText, smallText, engineName] = process.argv.slice(2);
const kind = kindName === 'jsonl' ? 'jsonl' : 'wxr';
const size = Number(sizeText ?? (kind === 'wxr' ? 100 : 100_000));
const small = Number(smallText ?? size / 100);
const engines = (['outside', 'inside'] as const).filter(
  (engine) => engineName === undefined || engineName === engine,
);
if (!isMeasurable) throw new Error('expected Linux, which tells the memory of a process in /proc');

for (const engine of engines) {
  const before = await told({ kind, size: small, engine });
  const { peakMegabytes } = await told({ kind, size, engine });
  const ratio = peakMegabytes / before.peakMegabytes;
  console.log(`engine ${engine}: ${ratio.toFixed(2)} times the memory`);
  const isHeld = engine === 'outside' ? ratio <= MOST_RATIO : peakMegabytes <= MOST_MEGABYTES;
  if (!isHeld) process.exitCode = 1;
}

async function told(measured: Import): Promise<Measurement> {
  const unit = measured.kind === 'wxr' ? 'MB' : 'lines';
  const found = await measuredImport(measured);
  const { fileMegabytes, articles, failed, seconds, peakMegabytes } = found;
  console.log(
    `${measured.size} ${unit} (${fileMegabytes.toFixed(1)} MB), engine ${measured.engine}: ${articles} articles, ${failed} failed, ${seconds.toFixed(1)} s, ${Math.round(articles / seconds)}/s, peak ${peakMegabytes} MB`,
  );
  return found;
}
