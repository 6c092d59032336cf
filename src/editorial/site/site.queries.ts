import { builder } from '../../graphql/builder.js';
import { EVERYTHING } from '../article/article.lists.js';
import { articleCount } from '../article/article-count.loaders.js';
import type { SiteDocument } from './site.document.js';
import { siteSettings } from './site.loaders.js';

const Site = builder.objectRef<SiteDocument>('Site');

Site.implement({
  description: 'The magazine, with what a page header needs.',
  fields: (t) => ({
    name: t.string({
      description: 'Name of the magazine; `Broadsheet` if it has none.',
      resolve: (site) => site.name ?? 'Broadsheet',
    }),
    description: t.exposeString('description', {
      description: 'One-line description of the magazine. Null if there is none.',
      nullable: true,
    }),
    url: t.string({
      description: 'Absolute URL of the magazine’s own site, without a slash at the end.',
      resolve: (_site, _args, { siteUrl }) => siteUrl,
    }),
    language: t.exposeString('language', {
      description: 'Main language of the magazine (BCP 47). Null if unknown.',
      nullable: true,
    }),
    articleCount: t.int({
      description: 'Number of published articles.',
      resolve: (_site, _args, context) => articleCount(context).load({ keys: [EVERYTHING] }),
    }),
  }),
});

builder.queryField('site', (t) =>
  t.field({
    type: Site,
    description: 'The magazine.',
    resolve: (_root, _args, context) => siteSettings(context),
  }),
);
