import { createContextCache } from '@pothos/core';
import type { Context } from '../../context.js';

/** The magazine's settings, read once a request, however often they are asked for. */
export const siteSettings = createContextCache(({ stores, reading }: Context) =>
  stores.site.read(reading),
);
