import type { WriteStream } from 'node:tty';
import { Presets, SingleBar } from 'cli-progress';

/** Shows how far an import is. */
export interface Progress {
  /** One more article (or something that is none) is done with. */
  advance(): void;
  /** All is read, and so many more articles have got their related posts. */
  relate(articles: number): void;
  /** Takes the bar away; what is printed next begins on a line of its own. */
  stop(): void;
}

/** What is being read, as `openSource` gives it. */
export interface ProgressSource {
  readonly totalBytes?: number;
  bytesRead(): number;
}

const FORMAT =
  '{bar} {percentage}% | {megabytes} MB | {articles} articles | {rate}/s | {eta_formatted} left';
/** For a total that nobody knows. */
const FORMAT_OPEN = '{megabytes} MB | {articles} articles | {rate}/s | {duration_formatted}';
const FORMAT_RELATING = 'related posts of {related} articles found | {duration_formatted}';
const FORMAT_FETCHING = '{megabytes} MB fetched | {duration_formatted}';
/** Redrawn at most this often; the import is not made slower by being watched. */
const FRAMES_PER_SECOND = 8;

/** A bar on the terminal behind `stream`; where there is no terminal, nothing at all. */
export function startProgress(
  source: ProgressSource,
  stream: NodeJS.WriteStream | WriteStream = process.stderr,
): Progress {
  if (!stream.isTTY) return { advance: () => {}, relate: () => {}, stop: () => {} };
  const { totalBytes } = source;
  const bar = barOn(stream, totalBytes === undefined ? FORMAT_OPEN : FORMAT);
  const begun = performance.now();
  let articles = 0;
  const payload = () => ({
    articles,
    megabytes: inMegabytes(source.bytesRead()),
    rate: Math.round((articles * 1000) / Math.max(1, performance.now() - begun)),
  });
  bar.start(totalBytes ?? 1, 0, payload());
  const advance = () => {
    articles += 1;
    bar.update(Math.min(source.bytesRead(), totalBytes ?? 0), payload());
  };
  const relating = barOn(stream, FORMAT_RELATING);
  let related = 0;
  const relate = (more: number) => {
    related += more;
    if (related > more) return relating.update(0, { related });
    bar.stop();
    relating.start(1, 0, { related });
  };
  const stop = () => {
    bar.stop();
    if (related > 0) relating.stop();
  };
  return { advance, relate, stop };
}

/** Shows how much was fetched, where there is a terminal, and from the first byte on. */
export interface FetchProgress {
  /** So many bytes more have come. */
  readonly advance: (bytes: number) => void;
  /** Takes it away; what is printed next begins on a line of its own. */
  stop(): void;
}

/** As `startProgress`, for what is fetched before it can be read. */
export function startFetchProgress(
  stream: NodeJS.WriteStream | WriteStream = process.stderr,
): FetchProgress {
  const bar = stream.isTTY ? barOn(stream, FORMAT_FETCHING) : undefined;
  let bytes = 0;
  const advance = (more: number) => {
    bytes += more;
    const megabytes = inMegabytes(bytes);
    if (bytes === more) bar?.start(1, 0, { megabytes });
    else bar?.update(0, { megabytes });
  };
  return { advance, stop: () => bar?.stop() };
}

function inMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function barOn(stream: NodeJS.WriteStream | WriteStream, format: string): SingleBar {
  return new SingleBar(
    {
      format,
      stream,
      fps: FRAMES_PER_SECOND,
      clearOnComplete: true,
      // What a terminal was told stays, should the process be killed.
      hideCursor: false,
      linewrap: true,
      etaBuffer: 200,
      // The default exits the process on SIGTERM by itself.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
}
