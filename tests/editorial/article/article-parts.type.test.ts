import { beforeAll, describe, expect, it } from 'vitest';
import { article } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({
        title: 'Tides',
        html: [
          '<p>Read <a href="/salt">about salt</a> and <a href="https://moon.example/">the moon</a>.</p>',
          '<p onclick="alert(1)">Twice: <a href="/salt">salt again</a>.<script>alert(2)</script></p>',
          '<figure><img src="/pictures/sea.jpg" srcset="/pictures/sea-2.jpg 2x" alt="The sea"></figure>',
        ].join(''),
        source: { name: 'The Source', url: 'https://source.example/tides', guid: 'tides-1' },
        image: {
          url: '/pictures/wave.jpg',
          alt: 'A wave',
          caption: 'High water',
          credit: 'Kim Lee',
          width: 1600,
          height: 900,
        },
      }),
      article({
        title: 'Pictured',
        html: '<p>See.</p><img src="https://pictures.example/first.png" alt="First" width="640" height="480">',
      }),
      article({
        title: 'Bare',
        html: '<p>One.</p><p>Two.</p>',
        source: { guid: 'only-a-guid' },
        image: { url: 'https://pictures.example/plain.jpg' },
      }),
      article({ title: 'Plain', html: '<p>Nothing else.</p>', source: { name: 'Agency' } }),
      article({ title: 'Long', html: `<p>${'word '.repeat(1_000)}</p>`, language: 'en' }),
      article({ title: 'Lang', html: `<p>${'Wort '.repeat(1_000)}</p>`, language: 'de' }),
    ],
  });
});

describe('ArticleBody.html', () => {
  it('contains no scripts and no event handlers', async () => {
    const { body } = await one('body { html }');

    expect(body.html).not.toMatch(/script|onclick|alert/);
  });

  it('contains absolute URLs only', async () => {
    const { body } = await one('body { html }');

    expect(body.html).toContain('href="https://magazine.example/salt"');
    expect(body.html).toContain('src="https://magazine.example/pictures/sea.jpg"');
    expect(body.html).toContain('https://magazine.example/pictures/sea-2.jpg 2x');
  });
});

describe('ArticleBody.text', () => {
  it('is plain text with an empty line between paragraphs', async () => {
    expect(await one('body { text }', 'bare')).toEqual({ body: { text: 'One.\n\nTwo.' } });
  });
});

describe('Article.links', () => {
  it('lists absolute URLs in the order of the text, each once', async () => {
    expect(await one('links { url text }')).toEqual({
      links: [
        { url: 'https://magazine.example/salt', text: 'about salt' },
        { url: 'https://moon.example/', text: 'the moon' },
      ],
    });
  });

  it('is empty for a text without links', async () => {
    expect(await one('links { url }', 'bare')).toEqual({ links: [] });
  });
});

describe('Article.image', () => {
  it('is the image chosen for the article, with all its fields', async () => {
    expect(await one('image { url alt caption credit width height }')).toEqual({
      image: {
        url: 'https://magazine.example/pictures/wave.jpg',
        alt: 'A wave',
        caption: 'High water',
        credit: 'Kim Lee',
        width: 1600,
        height: 900,
      },
    });
  });

  it('is the first image in the text if none was chosen', async () => {
    expect(await one('image { url alt width height }', 'pictured')).toEqual({
      image: {
        url: 'https://pictures.example/first.png',
        alt: 'First',
        width: 640,
        height: 480,
      },
    });
  });

  it('is null for an article without images', async () => {
    expect(await one('image { url }', 'plain')).toEqual({ image: null });
  });
});

describe('Image', () => {
  it('has null for every field that the source did not give', async () => {
    expect(await one('image { alt caption credit width height }', 'bare')).toEqual({
      image: { alt: null, caption: null, credit: null, width: null, height: null },
    });
  });
});

describe('Article.source', () => {
  it('returns the name of the publication and the URL of the original', async () => {
    expect(await one('source { name url }')).toEqual({
      source: { name: 'The Source', url: 'https://source.example/tides' },
    });
  });

  it('has a null url if the source gave none', async () => {
    expect(await one('source { name url }', 'plain')).toEqual({
      source: { name: 'Agency', url: null },
    });
  });

  it('is null if there is neither a name nor a URL', async () => {
    expect(await one('source { name }', 'bare')).toEqual({ source: null });
  });
});

describe('ReadingTime.minutes', () => {
  it('is at least 1', async () => {
    expect(await one('readingTime { minutes }', 'bare')).toEqual({ readingTime: { minutes: 1 } });
  });

  it('is the number of seconds in minutes, rounded up', async () => {
    const { readingTime } = await one('readingTime { minutes seconds }', 'long');

    expect(readingTime.minutes).toBe(Math.ceil(readingTime.seconds / 60));
  });
});

describe('ReadingTime.seconds', () => {
  it('is higher for a language with a lower reading speed', async () => {
    const english = await one('readingTime { seconds }', 'long');
    const german = await one('readingTime { seconds }', 'lang');

    expect(german.readingTime.seconds).toBeGreaterThan(english.readingTime.seconds);
  });
});

describe('ReadingTime.words', () => {
  it('equals wordCount', async () => {
    expect(await one('readingTime { words }', 'long')).toEqual({ readingTime: { words: 1_000 } });
  });
});

describe('ReadingTime.label', () => {
  it('is in the language of the article by default', async () => {
    const { readingTime } = await one('readingTime { minutes label }', 'lang');

    expect(readingTime.label).toBe(`${readingTime.minutes} Min. Lesezeit`);
  });

  it('is in the language of the locale argument', async () => {
    const { readingTime } = await one('readingTime { minutes label(locale: "en") }', 'lang');

    expect(readingTime.label).toBe(`${readingTime.minutes} min read`);
  });

  it.each(['zz', 'no locale at all!', ''])('is in English for locale %j', async (locale) => {
    const { readingTime } = await one(`readingTime { label(locale: "${locale}") }`, 'bare');

    expect(readingTime.label).toBe('1 min read');
  });
});

/** Queries some fields of one article. */
async function one(selection: string, slug = 'tides') {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { article(by: { slug: $slug }) { ${selection} } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.article;
}
