import { describe, expect, it } from 'vitest';
import { recordsOf } from '../feeds.js';
import { ofKind } from '../records.js';

const blog = 'tag:blogger.com,1999:blog-1';
const kind = (name: string) =>
  `<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#${name}'/>`;
const post = (id: number) =>
  `<entry><id>${blog}.post-${id}</id><published>2020-01-01T00:00:00Z</published>${kind('post')}<title>Post ${id}</title><content type='html'>Words.</content></entry>`;
const comment = (id: number, about: number, inside: string) =>
  `<entry><id>${blog}.post-${id}</id><published>2020-01-02T00:00:00Z</published>${kind('comment')}<title type='text'>Yes…</title>${inside}<thr:in-reply-to href='http://b.example/p' ref='${blog}.post-${about}' source='http://b.example/f' type='text/html'/></entry>`;
const content = (text: string) => `<content type='html'>${text}</content>`;
const answer = (id: number) =>
  `<link rel='related' href='http://www.blogger.com/feeds/1/2/comments/default/${id}' type='application/atom+xml'/>`;
const archive = (...entries: readonly string[]) =>
  `<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Blög</title>${entries.join('\n')}</feed>`;

describe('comments in a blog archive', () => {
  it('are attached to their post anywhere in the file, with their parents', async () => {
    const records = await recordsOf(
      archive(
        comment(
          11,
          2,
          `<author><name>Zoë</name></author>${content('Ja, &lt;b&gt;schön&lt;/b&gt;')}`,
        ),
        post(2),
        post(3),
        comment(12, 2, content('And?') + answer(11)),
      ),
    );
    const [first, second] = ofKind(records, 'ARTICLE');
    const createdAt = new Date('2020-01-02T00:00:00Z');
    const rest = { isHtml: true, status: 'APPROVED', createdAt };
    expect(first?.comments).toEqual([
      { ...rest, identity: `${blog}.post-11`, authorName: 'Zoë', body: 'Ja, <b>schön</b>' },
      {
        ...rest,
        identity: `${blog}.post-12`,
        parentIdentity: `${blog}.post-11`,
        authorName: 'Anonymous',
        body: '<p>And?</p>',
      },
    ]);
    expect([second?.comments, ofKind(records, 'SKIPPED')]).toEqual([undefined, []]);
  });

  it('are pending if they are drafts, and lose their parent in a cycle', async () => {
    const draft = '<app:control><app:draft>yes</app:draft></app:control>';
    const [article] = ofKind(
      await recordsOf(
        archive(
          post(2),
          comment(11, 2, content('A') + answer(12)),
          comment(12, 2, content('B') + answer(11)),
          comment(13, 2, content('C') + draft),
        ),
      ),
      'ARTICLE',
    );
    expect(
      article?.comments?.map(({ parentIdentity, status }) => [parentIdentity, status]),
    ).toEqual([
      [undefined, 'APPROVED'],
      [undefined, 'APPROVED'],
      [undefined, 'PENDING'],
    ]);
  });

  it('are skipped if their post is not in the file', async () => {
    const records = await recordsOf(archive(post(2), comment(11, 9, content('A'))));
    expect(ofKind(records, 'SKIPPED').map(({ reason }) => reason)).toEqual(['comment']);
  });
});

describe('a blog archive with elements of its own for kind and status', () => {
  const entry = (type: string, status: string) =>
    `<entry><id>${blog}.post-${type}-${status}</id><blogger:type>${type}</blogger:type><blogger:status>${status}</blogger:status><published>2020-01-01T00:00:00Z</published><title>${type} ${status}</title><content type='html'>Words.</content></entry>`;

  it('imports its published posts, and marks the others', async () => {
    const records = await recordsOf(
      archive(
        entry('POST', 'LIVE'),
        entry('POST', 'DRAFT'),
        entry('POST', 'SOFT_TRASHED'),
        entry('PAGE', 'LIVE'),
        entry('COMMENT', 'LIVE'),
      ).replace('<feed ', "<feed xmlns:blogger='http://schemas.google.com/blogger/2018' "),
    );
    expect(ofKind(records, 'ARTICLE').map(({ title, status }) => [title, status])).toEqual([
      ['POST LIVE', 'PUBLISHED'],
      ['POST DRAFT', 'DRAFT'],
      ['POST SOFT_TRASHED', 'DRAFT'],
    ]);
    expect(ofKind(records, 'SKIPPED').map(({ reason }) => reason)).toEqual(['page', 'comment']);
  });
});
