import { builder } from '../../graphql/builder.js';
import type { ArticleOrder } from './article.list-request.js';

/** The orders of a list of articles. */
export const ArticleOrderType = builder.enumType('ArticleOrder', {
  description: 'The orders of a list of articles.',
  values: {
    NEWEST_FIRST: { description: 'The latest published first.' },
    OLDEST_FIRST: { description: 'The earliest published first.' },
  } satisfies Record<ArticleOrder, { description: string }>,
});
