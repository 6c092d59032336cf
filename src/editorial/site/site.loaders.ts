import { createContextCache } from '@pothos/core';
import type { Context } from '../../context.js';

/** The magazine's settings, read once per request. */
export const siteSettings = createContextCache(({ stores, reading }: Context) =>
  stores.site.read(reading),
);
