import { builder } from '../../graphql/builder.js';
import { connectionType, edgeType } from '../../graphql/connection.js';
import { ifShown } from '../named/named.loaders.js';
import { authorUrl } from './author.address.js';
import type { AuthorDocument } from './author.document.js';
import { authorLoaders } from './author.loaders.js';

/** A person who writes articles. */
export const Author = builder.objectRef<AuthorDocument>('Author');

builder.node(Author, {
  description: 'A person who writes articles.',
  id: { resolve: (author) => author._id },
  loadWithoutCache: (id, context) => ifShown(context, authorLoaders.byId(context).load(id)),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name as shown in a byline.' }),
    slug: t.exposeString('slug', {
      description: 'Slug: the part of the URL that names the author, unique among authors.',
    }),
    url: t.string({
      description:
        'Absolute URL of the author’s page on the magazine’s own site. This API does not serve that page.',
      resolve: (author, _args, { siteUrl }) => authorUrl(siteUrl, author),
    }),
    bio: t.exposeString('bio', {
      description: 'Short biography. Null if there is none.',
      nullable: true,
    }),
  }),
});

/** The connection type of authors. */
export const AuthorConnection = connectionType('Author', Author, edgeType('Author', Author));
