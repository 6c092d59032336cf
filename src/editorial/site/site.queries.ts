import { builder } from '../../graphql/builder.js';
import { EVERYTHING } from '../article/article.lists.js';
import { articleCount } from '../article/article-count.loaders.js';
import type { SiteDocument } from './site.document.js';
import { siteSettings } from './site.loaders.js';

const Site = builder.objectRef<SiteDocument>('Site');

Site.implement({
  description: 'The magazine itself, as a page’s header shows it.',
  fields: (t) => ({
    name: t.string({
      description: 'The name of the magazine.',
      resolve: (site) => site.name ?? 'Broadsheet',
    }),
    description: t.exposeString('description', {
      description: 'What it is, in a line.',
      nullable: true,
    }),
    url: t.string({
      description: 'Its absolute address.',
      resolve: (_site, _args, { siteUrl }) => siteUrl,
    }),
    language: t.exposeString('language', {
      description: 'Its main language (BCP 47).',
      nullable: true,
    }),
    articleCount: t.int({
      description: 'How many articles can be read.',
      resolve: (_site, _args, context) => articleCount(context).load({ keys: [EVERYTHING] }),
    }),
  }),
});

builder.queryField('site', (t) =>
  t.field({
    type: Site,
    description: 'The magazine itself.',
    resolve: (_root, _args, context) => siteSettings(context),
  }),
);
