import { describe, expect, it } from 'vitest';
import { namedFeeds } from '../../src/importing/named-feeds.js';

const PAGE = 'https://one.example/news/today';
const link = (attributes: string) => `<link rel="alternate" ${attributes}>`;
const RSS = 'type="application/rss+xml"';

describe('namedFeeds', () => {
  it.each<[string, string, readonly string[]]>([
    ['RSS', link(`${RSS} href="https://two.example/rss"`), ['https://two.example/rss']],
    ['Atom', link('type="application/atom+xml" href="/atom"'), ['https://one.example/atom']],
    ['a JSON Feed', link('type="application/feed+json" href="f"'), ['https://one.example/news/f']],
    [
      'a type with parameters',
      link(`type="application/rss+xml; x=y" href="/r"`),
      ['https://one.example/r'],
    ],
    [
      'upper-case letters',
      `<LINK REL="ALTERNATE" TYPE="Application/RSS+XML" HREF="/r">`,
      ['https://one.example/r'],
    ],
    ['white space', link(`${RSS} href=" /r\n"`), ['https://one.example/r']],
    ['entities', link(`${RSS} href="/r?a=1&amp;b=2"`), ['https://one.example/r?a=1&b=2']],
    ['a base', `<base href="/x/">${link(`${RSS} href="r"`)}`, ['https://one.example/x/r']],
    ['another page', link('hreflang="de" href="/de"'), []],
    ['another relation', `<link rel="self" ${RSS} href="/r">`, []],
    ['another scheme', link(`${RSS} href="javascript:alert(1)"`), []],
    ['an empty address', link(`${RSS} href=""`), []],
    ['the page itself', link(`${RSS} href="today"`), []],
    ['a repeated feed', link(`${RSS} href="/r"`).repeat(2), ['https://one.example/r']],
    ['a comment', `<!-- ${link(`${RSS} href="/r"`)} -->`, []],
    [
      'comments last',
      link(`${RSS} title="Comments Feed" href="/c"`) + link(`${RSS} href="/r"`),
      ['https://one.example/r', 'https://one.example/c'],
    ],
    [
      'a truncated page',
      `<html><head>${link(`${RSS} href="/r"`)}<link rel="alt`,
      ['https://one.example/r'],
    ],
  ])('finds %s', (_what, html, expected) => {
    expect(namedFeeds(html, PAGE)).toEqual(expected);
  });

  it('leaves out relative addresses if the address of the page is unknown', () => {
    const html = link(`${RSS} href="/r"`) + link(`${RSS} href="https://two.example/r"`);
    expect(namedFeeds(html)).toEqual(['https://two.example/r']);
  });
});
