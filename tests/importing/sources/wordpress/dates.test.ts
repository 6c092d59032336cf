import { describe, expect, it } from 'vitest';
import { articlesOfExport, post } from '../../wxr.js';

describe('wordpressSource, of dates', () => {
  const none = '0000-00-00 00:00:00';
  it.each([
    ['Tue, 07 May 2024 04:30:00 +0000', '2024-05-07T04:30:00Z'],
    ['Tue, 07 May 2024 06:30:00 +0200', '2024-05-07T04:30:00Z'],
    ['Mon, 30 Nov -0001 00:00:00 +0000', '2024-05-07T08:30:00Z'],
    ['Thu, 01 Jan 1970 00:00:00 +0000', '2024-05-07T08:30:00Z'],
  ])('takes %s for the date without a zone, if it can be', async (pubDate, expected) => {
    const [article] = await articlesOfExport(post({ pubDate, 'wp:post_date_gmt': none }));
    expect(article?.publishedAt).toEqual(new Date(expected));
  });

  it('gives a draft none that it was not given', async () => {
    const declared = { pubDate: 'Tue, 07 May 2024 04:30:00 +0000', 'wp:status': 'draft' };
    const [article] = await articlesOfExport(post({ ...declared, 'wp:post_date_gmt': none }));
    expect(article?.publishedAt).toBeUndefined();
  });
});
