import { expect, it } from 'vitest';
import { type Measurer, measureHere } from '../../src/publishing/measuring.js';
import { articles } from '../support/entries.js';

/** The built one: a thread runs compiled code. */
async function thread(): Promise<Measurer & { end(): Promise<void> }> {
  const built = new URL('../../dist/publishing/measuring-thread.js', import.meta.url).href;
  const { MeasuringThread } = await import(built);
  return new MeasuringThread();
}

const entries = articles(60, (n) => ({
  html: `<p>Number ${n} of <a href="/x/${n}">many</a>.</p><script>no()</script>`,
  standfirst: `Standfirst ${n}`,
  image: { url: `/pictures/${n}.jpg` },
}));

it('measures as it is done here', async () => {
  const built = await thread();
  const answers = await Promise.all([built.measure(entries), built.measure(entries.toReversed())]);
  await built.end();
  const here = await measureHere(entries);
  expect(answers).toEqual([here, here.toReversed()]);
});

it('begins anew after a rest, and does not rest while it is waited for', async () => {
  const built = await thread();
  const here = await measureHere(entries);
  const [asked] = await Promise.all([built.measure(entries), built.rest()]);
  await built.rest();
  const again = await built.measure(entries);
  await built.end();
  expect([asked, again]).toEqual([here, here]);
});

it('answers at once when it is ended, and has nothing measured', async () => {
  const built = await thread();
  const [answer] = await Promise.all([built.measure(entries), built.end()]);
  expect(new Set(answer.map(({ kind }) => kind))).toEqual(new Set(['UNMEASURABLE']));
});
