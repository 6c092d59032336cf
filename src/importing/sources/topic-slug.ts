/**
 * What a topic is known by that a source only names: its name, with dashes for spaces.
 *
 * Identity, not yet address: letters of every script stay, so that "C++" and "C#" stay two.
 */
export function topicSlug(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, '-');
}
