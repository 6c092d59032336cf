import { describe, expect, it } from 'vitest';
import { ofKind } from '../../records.js';
import { recordsOfExport } from '../../wxr.js';

describe('wordpressSource, of the parents of categories', () => {
  const category = (slug: string, name: string, parent: string) =>
    `<wp:category><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent><wp:cat_name><![CDATA[${name}]]></wp:cat_name></wp:category>`;

  it('finds them by their slug, else by their name, in whatever order', async () => {
    const records = await recordsOfExport(
      category('herring', 'Herring', 'Fish &amp;amp; Chips'),
      category('fish-chips', 'Fish &amp; Chips', 'sea'),
      category('sea', 'The Sea', ''),
      category('self', 'Self and Co', 'Self and Co'),
    );
    const topics = ofKind(records, 'TOPIC');
    expect(topics.map(({ parent }) => parent)).toEqual(['fish-chips', 'sea', undefined, undefined]);
    expect(topics[0]?.addresses?.[0]).toBe('https://one.example/category/sea/fish-chips/herring/');
  });
});
