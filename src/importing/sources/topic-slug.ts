/**
 * The slug of a topic of which the source gives only a name: lower case, with hyphens for spaces.
 *
 * It serves as an identity, not yet as an address: all other characters are kept, so that "C++" and
 * "C#" stay different.
 */
export function topicSlug(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, '-');
}
