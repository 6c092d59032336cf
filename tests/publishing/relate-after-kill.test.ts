import { expect, it } from 'vitest';
import { openEmbedded } from '../../src/database/connect-embedded.js';
import { houseReading } from '../../src/database/reading.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores, ensureAllCollections } from '../../src/stores.js';
import { startChild } from '../database/engine-child.js';
import { engineHome } from '../database/engine-home.js';
import { articles, category } from '../support/entries.js';

const home = engineHome();

it('finds relatives although the engine was killed and estimates that it holds nothing', async () => {
  const owner = await startChild();
  await owner.ask('open', home.directory);
  const database = await openEmbedded(home.directory, 64);
  await ensureAllCollections(database.db);
  const publisher = new Publisher(createStores(database.db), houseReading(new Date()));
  await publisher.publish(articles(5, () => ({ topics: [category('Oceans')] })));
  await owner.kill();
  await publisher.finish();
  const cards = await database.db.collection('articles').find().toArray();
  await database.close();
  expect(cards.map(({ related }) => related.length)).toEqual([4, 4, 4, 4, 4]);
});
