import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedAddress } from '../../../src/editorial/address/address.parts.js';
import { articleUrl } from '../../../src/editorial/article/article.address.js';
import { addressMatches } from '../../../src/editorial/resolution/resolution.match.js';
import { plainCard } from '../../support/archive.js';

const SITE = 'https://magazine.example';
const BELOW = 'https://example.org/magazine';
const DATE = new Date('2024-05-01');

/** The result for a URL on a site with a single article. */
function answer(siteUrl: string, slug: string, url: string) {
  const articles = [{ ...plainCard('a', DATE), publishedAt: DATE, slugs: [slug] }];
  const asked = askedAddress(url);
  if (asked === undefined) return null;
  const found = { articles, withdrawn: [], topics: [], authors: [], isCut: false };
  const [first] = addressMatches(asked, found, siteUrl);
  if (first?.answer == null) return null;
  return 'to' in first.answer ? first.answer.to : 'itself';
}

describe('standings', () => {
  it('finds an article at the URL from articleUrl, for any slug', () => {
    const slugs = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    fc.assert(
      fc.property(
        fc.oneof(slugs, fc.constantFrom('feed', 'amp', 'index', 'page', 'author', 'tag')),
        fc.constantFrom(SITE, BELOW),
        (slug, site) => {
          const url = articleUrl(site, slug);
          expect(answer(site, slug, url)).toBe('itself');
          expect([askedAddress(url)?.slug, askedAddress(url)?.name]).toContain(slug);
        },
      ),
    );
  });

  it.each([
    ['https://example.org/magazine/tides', 'itself'],
    ['https://example.org/magazine/tides/', 'itself'],
    ['/magazine/tides', 'itself'],
    ['/tides', 'itself'],
    ['https://example.org/tides', `${BELOW}/tides`],
    ['https://example.org/magazines/tides', `${BELOW}/tides`],
    ['https://example.org/magazine/../tides', `${BELOW}/tides`],
    ['https://example.org/magazine/', null],
    ['https://example.com/magazine/tides', null],
    ['https://user@example.org/magazine/tides', 'itself'],
    ['https://example.org:443/magazine/tides', 'itself'],
    ['https://example.org:444/magazine/tides', null],
  ])('of a site with a base path match %s as %j', (url, expected) => {
    expect(answer(BELOW, 'tides', url)).toBe(expected);
  });
});
