import { expect, it } from 'vitest';
import { runCli } from '../support/cli-process.js';
import { fragileLine } from '../support/fragile-line.js';

it('broadsheet serve says within twelve seconds that no MongoDB answers', async () => {
  const line = await fragileLine('mongodb://127.0.0.1:27017');
  await line.close();
  const begun = performance.now();

  const finished = await runCli(['serve'], { PORT: '0', MONGODB_URI: line.uri });

  expect(finished).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^No MongoDB answered .* within 10 seconds .*\n$/),
  });
  expect(performance.now() - begun).toBeLessThan(20_000);
});
