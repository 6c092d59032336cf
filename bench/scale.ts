/**
 * Measures the peak resident memory of an import, as a ratio to that of an import of a hundredth of
 * the size, with the engine in another process and in the importer's own.
 *
 *     npm run bench:scale -- wxr <MB> | jsonl <lines> [compared with, a hundredth] [outside | inside]
 *
 * Exits with 1 if the ratio is above 1.5 with the engine outside, or the peak above 700 MB inside.
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
if (!isMeasurable)
  throw new Error('expected a system with /proc, such as Linux, to read the memory of a process');

for (const engine of engines) {
  const before = await declared({ kind, size: small, engine });
  const { peakMegabytes } = await declared({ kind, size, engine });
  const ratio = peakMegabytes / before.peakMegabytes;
  console.log(`engine ${engine}: ${ratio.toFixed(2)} times the memory`);
  const isHeld = engine === 'outside' ? ratio <= MOST_RATIO : peakMegabytes <= MOST_MEGABYTES;
  if (!isHeld) process.exitCode = 1;
}

async function declared(analysis: Import): Promise<Measurement> {
  const unit = analysis.kind === 'wxr' ? 'MB' : 'lines';
  const found = await measuredImport(analysis);
  const { fileMegabytes, articles, failed, seconds, peakMegabytes } = found;
  console.log(
    `${analysis.size} ${unit} (${fileMegabytes.toFixed(1)} MB), engine ${analysis.engine}: ${articles} articles, ${failed} failed, ${seconds.toFixed(1)} s, ${Math.round(articles / seconds)}/s, peak ${peakMegabytes} MB`,
  );
  return found;
}
