import { BroadsheetError, quoted } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { askedAddress } from '../address/address.parts.js';
import { standingsAt } from '../article/article.loaders.js';
import { Article } from '../article/article.type.js';
import { Author } from '../author/author.type.js';
import { Topic } from '../topic/topic.type.js';

/** The answer to a browser that asks for what has moved for good. */
const MOVED_PERMANENTLY = 301;

const Redirect = builder.objectRef<{ readonly to: string }>('Redirect');

Redirect.implement({
  description: 'What was asked for stands at another address.',
  fields: (t) => ({
    status: t.int({
      description: 'The HTTP status to answer a browser with: 301, moved for good.',
      resolve: () => MOVED_PERMANENTLY,
    }),
    to: t.exposeString('to', {
      description: 'The absolute address where it stands now; it is never a redirect itself.',
    }),
  }),
});

const Gone = builder.objectRef<{ readonly since: Date }>('Gone');

Gone.implement({
  description: 'An article stood there and was withdrawn; answer a browser with HTTP status 410.',
  fields: (t) => ({
    since: t.expose('since', { type: 'DateTime', description: 'When it was withdrawn.' }),
  }),
});

const Resolution = builder.unionType('Resolution', {
  description: 'What stands at an address.',
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
      'What stands at an address, for a page that is asked for anything: the thing itself at its own address (`url`), ' +
      'a redirect from any that it had before or that is nearly right, and null if nothing does. ' +
      'Addresses of the sites that were imported lead here as well.',
    nullable: true,
    args: {
      url: t.arg.string({
        required: true,
        description:
          'An absolute http or https address, or a path of this site that begins with `/`.',
      }),
    },
    resolve: async (_root, { url }, context) => {
      const asked = askedAddress(url);
      if (asked === undefined) {
        throw new BroadsheetError(
          'INVALID_URL',
          `Expected an absolute http or https address or a path that begins with /, found ${quoted(url)}.`,
        );
      }
      const standings = await standingsAt(context).load(asked);
      return standings.find(({ answer }) => answer !== null)?.answer ?? null;
    },
  }),
);
