import { describe, expect, it } from 'vitest';
import { feedDate } from '../../../../src/importing/sources/feed/dates.js';
import type { ArticleEntry } from '../../../../src/publishing/entry.js';
import { stage } from '../../../support/stage.js';
import { feedRecords, recordsOf } from '../../feeds.js';
import { ofKind } from '../../records.js';

describe('feedDate', () => {
  it.each([
    ['Tue, 27 Jan 2015 14:56:57 +0000', '2015-01-27T14:56:57Z'],
    ['27 Jan 15 14:56 Z', '2015-01-27T14:56:00Z'],
    ['Sun, 06 Nov 94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Wed, 02 Oct 2002 15:00:00 EDT', '2002-10-02T19:00:00Z'],
    ['Wed, 02 Oct 2002 15:00:00 XYZ', '2002-10-02T15:00:00Z'],
    ['Fri, 14 Jun 2024 10:00:00 +24000', '2024-06-14T10:00:00Z'],
    ['Mon, 6 Jul 2009 4:10 p.m. PDT', '2009-07-06T23:10:00Z'],
    ['Thu, 16 Dec 1999 24:00:00 GMT', '1999-12-17T00:00:00Z'],
    ['Tue May  1 07:30:00 CEST 2024', '2024-05-01T05:30:00Z'],
    ['Wed May 01 2024 07:30:00 GMT+0200 (CEST)', '2024-05-01T05:30:00Z'],
    ['May 1st, 2024', '2024-05-01T00:00:00Z'],
    ['Sept 5, 2023', '2023-09-05T00:00:00Z'],
    ['2024-05-01', '2024-05-01T00:00:00Z'],
    ['2024-05', '2024-05-01T00:00:00Z'],
    ['2024-05-01T07:30:00.123456+02:00', '2024-05-01T05:30:00.123Z'],
    ['2024-05-01 07:30:00 -0500', '2024-05-01T12:30:00Z'],
    ['20240501T073000Z', '2024-05-01T07:30:00Z'],
    ['1714548600', '2024-05-01T07:30:00Z'],
    ['1714548600000', '2024-05-01T07:30:00Z'],
    ['mer., 1 mai 2024 07:30:00 +0200', '2024-05-01T05:30:00Z'],
    ['mar, 5 feb 2024 07:30:00 +0100', '2024-02-05T06:30:00Z'],
    ['Mi, 01 Mär 2024 07:30:00 +0100', '2024-03-01T06:30:00Z'],
    ['5 de febrero de 2024', '2024-02-05T00:00:00Z'],
    ['1 мая 2024 г., 10:00', '2024-05-01T10:00:00Z'],
    ['2024年5月1日 7:30', '2024-05-01T07:30:00Z'],
    ['01.06.2024 10:00', '2024-06-01T10:00:00Z'],
    ['25/06/2024', '2024-06-25T00:00:00Z'],
  ])('reads %s', (written, moment) => {
    expect(feedDate(written)).toEqual(new Date(moment));
  });

  it.each(
    [
      ['', 'hello', '12:30', '30 Feb 2024', 'Thu, 01 Jan 1970 00:00:00 +0000'],
      ['0001-01-01T00:00:00Z', 'Wed, 30 Nov -0001 00:00:00 +0000', '0000-00-00 00:00:00'],
    ].flat(),
  )('returns undefined for %j', (written) => {
    expect(feedDate(written)).toBeUndefined();
  });

  it('reads the day first in languages that write it first', () => {
    expect([feedDate('05/06/2024', 'fr'), feedDate('05/06/2024', 'en-US')]).toEqual([
      new Date('2024-06-05T00:00:00Z'),
      new Date('2024-05-06T00:00:00Z'),
    ]);
  });
});

describe('feedSource, of dates', () => {
  it('gives an item without a valid date that of the feed, marked as assumed', async () => {
    const articles = ofKind(await feedRecords('dates.xml'), 'ARTICLE');
    const assumed = articles.filter(({ isDateAssumed }) => isDateAssumed);
    expect(assumed.map(({ title }) => title)).toEqual([
      'Thu, 01 Jan 1970 00:00:00 +0000',
      'Wed, 30 Nov -0001 00:00:00 +0000',
      'yesterday',
      'none',
      'Sat, 01 Jan 2050 00:00:00 GMT',
    ]);
    expect(new Set(assumed.map(({ publishedAt }) => publishedAt?.toISOString()))).toEqual(
      new Set(['2024-05-01T06:00:00.000Z']),
    );
  });

  it('schedules an item with a future date', async () => {
    const articles = ofKind(await feedRecords('dates.xml'), 'ARTICLE');
    expect(articles.filter(({ status }) => status === 'SCHEDULED')).toHaveLength(1);
  });

  it('lets an article without a date keep its first date', async () => {
    const { publish, ask } = await stage({ now: new Date('2024-06-01T00:00:00Z') });
    const madeAt = async (day: string): Promise<ArticleEntry[]> => {
      const item = '<item><guid>https://one.example/a</guid><title>A</title></item>';
      return ofKind(
        await recordsOf(
          `<rss version="2.0"><channel><lastBuildDate>${day} May 2024 00:00:00 GMT</lastBuildDate>${item}</channel></rss>`,
        ),
        'ARTICLE',
      );
    };
    const shown = async () => (await ask('{ articles { nodes { publishedAt revision } } }')).data;
    await publish(await madeAt('1'));
    const before = await shown();
    await publish(await madeAt('2'));
    expect(await shown()).toEqual(before);
  });
});
