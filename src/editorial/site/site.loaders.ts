import { createContextCache } from '@pothos/core';
import type { Context } from '../../context.js';

/** The magazine's settings, read once per request. */
export const siteSettings = createContextCache(({ stores, readContext }: Context) =>
  stores.site.read(readContext),
);
