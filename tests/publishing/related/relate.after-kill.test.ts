import { expect, it } from 'vitest';
import { openEmbedded } from '../../../src/database/engine/connect-embedded.js';
import { createStores, ensureAllCollections } from '../../../src/stores.js';
import { startChild } from '../../database/engine/engine-child.js';
import { engineHome } from '../../database/engine/engine-home.js';
import { articles, category } from '../../support/entries.js';
import { deliver } from '../../support/publishing.js';

const home = engineHome();

it('finds related posts although the killed engine estimates an empty collection', async () => {
  const owner = await startChild();
  await owner.ask('open', home.directory);
  const attached = await openEmbedded(home.directory, 64);
  await ensureAllCollections(attached.db);
  await deliver(attached.db, { articles: articles(4, () => ({ topics: [category('Oceans')] })) });
  await owner.kill();
  await attached.close();

  const database = await openEmbedded(home.directory, 64);
  const more = articles(5, () => ({ topics: [category('Oceans')] }));
  await createStores(database.db).features.markChanged();
  await deliver(database.db, { articles: more });
  const cards = await database.db.collection('articles').find().toArray();
  await database.close();

  expect(cards.map(({ related }) => related.length)).toEqual([4, 4, 4, 4, 4]);
});
