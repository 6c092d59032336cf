import { builder } from '../../graphql/builder.js';
import { requestedAddress } from '../address/address.parts.js';
import { addressMatchesAt } from '../article/article.loaders.js';
import { Article } from '../article/article.type.js';
import { Author } from '../author/author.type.js';
import { Topic } from '../topic/topic.type.js';

/** The HTTP status of a permanent redirect. */
const MOVED_PERMANENTLY = 301;

const Redirect = builder.objectRef<{ readonly to: string }>('Redirect');

Redirect.implement({
  description: 'The requested page has moved permanently to another URL.',
  fields: (t) => ({
    status: t.int({
      description: 'HTTP status to send to the browser; always 301 (Moved Permanently).',
      resolve: () => MOVED_PERMANENTLY,
    }),
    to: t.exposeString('to', {
      description: 'Absolute URL to redirect to. That URL does not redirect again.',
    }),
  }),
});

const Gone = builder.objectRef<{ readonly since: Date }>('Gone');

Gone.implement({
  description:
    'The article at this URL was withdrawn. Answer the browser with HTTP status 410 (Gone).',
  fields: (t) => ({
    since: t.expose('since', { type: 'DateTime', description: 'Time of the withdrawal.' }),
  }),
});

const Resolution = builder.unionType('Resolution', {
  description:
    'The result of `resolve`: the object with that URL, a redirect to its current URL, or a withdrawn article.',
  types: [Article, Topic, Author, Redirect, Gone],
  resolveType: (found) => {
    if ('to' in found) return Redirect;
    if ('since' in found) return Gone;
    if ('slugs' in found) return Article;
    return 'taxonomy' in found ? Topic : Author;
  },
});

builder.queryField('resolve', (t) =>
  t.field({
    type: Resolution,
    description:
      'Finds what to show for the URL of a requested page. For the current `url` of an article, topic or author it returns that object. ' +
      'For an earlier URL, a URL of an imported site, or a known slug in a wrong section it returns a `Redirect`. ' +
      'For a withdrawn article it returns `Gone`. Null if nothing is found (answer with HTTP status 404), and for the home page `/`.',
    nullable: true,
    args: {
      url: t.arg.string({
        required: true,
        description:
          'The path of the requested page, which begins with `/`, such as `/2024/05/tides/?p=12`; pass the path rather than an absolute URL. ' +
          'An absolute http or https URL is found only if its host is the host of `site.url` or of an imported site: ' +
          'the host of a development server, such as `localhost:3000`, is neither, so the result is null. ' +
          'Tracking parameters (`utm_…`, `mc_cid`, `mc_eid`, `…clid`, `_ga`, `_gl`, `ref`, `ref_src`, `source`, `share`, `replytocom`) and the fragment are ignored. ' +
          'Other parameters, such as `p`, are compared with imported URLs; if they match none, the path alone decides. ' +
          '`INVALID_URL` for anything that is neither a path nor such a URL.',
      }),
    },
    resolve: async (_root, { url }, context) => {
      const addressMatches = await addressMatchesAt(context).load(requestedAddress(url));
      return addressMatches.find(({ answer }) => answer !== null)?.answer ?? null;
    },
  }),
);
