import { type Fields, isObject } from '../parsed-object.js';
import { anyCase, isDenied, isScalar } from './fields.js';

/** Values of Hugo for a page that has an address, and for one that is included in lists. */
const RENDERED = /^(?:always|true)$/i;
const LISTED = /^(?:always|true|local)$/i;

/**
 * Whether the generator makes no page from a file, or does not list it: Hugo's `build` (`_build` in
 * older sites) and Eleventy's `permalink: false`.
 *
 * An unknown value hides the page, so that a typing error never publishes it.
 */
export function isUnbuilt(fields: Fields): boolean {
  const options = ['build', '_build'].map((key) => anyCase(fields, key)).filter(isObject);
  const isOff = options.some(
    (each) => !says(anyCase(each, 'render'), RENDERED) || !says(anyCase(each, 'list'), LISTED),
  );
  return isOff || isDenied(fields.permalink);
}

function says(value: unknown, wanted: RegExp): boolean {
  if (value === undefined || value === null) return true;
  return isScalar(value) && wanted.test(String(value));
}
