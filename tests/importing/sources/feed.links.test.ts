import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../../../src/content/sanitise.js';
import { recordsOf } from '../feeds.js';
import { ofKind } from '../records.js';

describe('feedSource, of links to other content', () => {
  const atom = (inside: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"><title>One</title><link href="https://one.example/"/><entry><title>A</title><id>a</id>${inside}</entry></feed>`;
  const htmlOf = async (inside: string) =>
    ofKind(await recordsOf(atom(inside)), 'ARTICLE')[0]?.html ?? '';

  it('links to a text on another page', async () => {
    const content = '<content type="text/html" src="https://two.example/full.html?a=1&amp;b=2"/>';
    expect(await htmlOf(`<link href="/a"/><summary>Words.</summary>${content}`)).toBe(
      '<p>Words.</p>\n<p><a href="https://two.example/full.html?a=1&amp;b=2">two.example/full.html?a=1&amp;b=2</a></p>',
    );
  });

  it('plays audio that is its content, and does not link to media files', async () => {
    expect(await htmlOf('<content type="audio/mpeg" src="https://two.example/a.mp3"/>')).toBe(
      '<p><audio src="https://two.example/a.mp3" controls></audio></p>',
    );
    expect(await htmlOf('<summary>W</summary><content src="javascript:alert(1)"/>')).toBe(
      '<p>W</p>',
    );
  });

  it('shows a YouTube video above its description', async () => {
    const film =
      '<yt:videoId>aB-9_xYz012</yt:videoId><media:group><media:description>Words.</media:description></media:group>';
    const html = await htmlOf(film);
    expect(html).toBe(
      '<p><iframe src="https://www.youtube-nocookie.com/embed/aB-9_xYz012" allowfullscreen></iframe></p>\n<p>Words.</p>',
    );
    expect(sanitiseHtml(html)).toContain('youtube-nocookie.com/embed/aB-9_xYz012');
  });

  it('imports the keywords of a podcast as tags', async () => {
    const podcast =
      '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>P</title><item><title>A</title><category>Sea</category><itunes:keywords>sea, fog , Bells</itunes:keywords></item></channel></rss>';
    const [one] = ofKind(await recordsOf(podcast), 'ARTICLE');
    expect(one?.topics.map(({ name }) => name)).toEqual(['Sea', 'fog', 'Bells']);
  });
});
