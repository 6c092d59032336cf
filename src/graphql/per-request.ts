import type { Context } from '../context.js';

/**
 * A value that belongs to one request and is made when the request first asks for it.
 *
 * So there is no list of all loaders to keep, and none outlives its request.
 */
export function perRequest<T>(make: (context: Context) => T): (context: Context) => T {
  const made = new WeakMap<Context, { readonly value: T }>();
  return (context) => {
    const known = made.get(context);
    if (known !== undefined) return known.value;
    const value = make(context);
    made.set(context, { value });
    return value;
  };
}
