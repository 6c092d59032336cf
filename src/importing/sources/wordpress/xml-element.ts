/** A complete element of the export; names are as written, including the prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The 1-based line of its opening tag. */
  readonly line: number;
  /** Character data, including markup that is text because of an unescaped `]]>`. */
  text: string;
  /** Whether any of the text was in a CDATA section. */
  isCdata: boolean;
  readonly children: XmlElement[];
}

/** The trimmed text of the first child with this name, or '' if there is none. */
export function textOf(element: XmlElement, name: string): string {
  return rawTextOf(element, name).trim();
}

/** The untrimmed text of the first child with this name, or '' if there is none. */
export function rawTextOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text ?? '';
}

/** The first child with this name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children with this name, in order. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** All values of a meta key of an item that are not empty, in order. */
export function metaOf(item: XmlElement, key: string): readonly string[] {
  return childrenOf(item, 'wp:postmeta')
    .filter((meta) => textOf(meta, 'wp:meta_key') === key)
    .map((meta) => textOf(meta, 'wp:meta_value'))
    .filter((value) => value !== '');
}
