/** An element of the export, whole; names are as written, prefix included. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** 1-based line of its opening tag. */
  readonly line: number;
  /** Character data; markup that an unescaped `]]>` set free is in it as text. */
  text: string;
  /** Whether any of the text stood in a CDATA section. */
  isCdata: boolean;
  readonly children: XmlElement[];
}

/** The trimmed text of the first child of that name, or '' if there is none. */
export function textOf(element: XmlElement, name: string): string {
  return rawTextOf(element, name).trim();
}

/** The text of the first child of that name as it stands, or '' if there is none. */
export function rawTextOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text ?? '';
}

/** The first child of that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children of that name, in order. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** All values of an item's meta key, in order. */
export function metaOf(item: XmlElement, key: string): readonly string[] {
  return childrenOf(item, 'wp:postmeta')
    .filter((meta) => textOf(meta, 'wp:meta_key') === key)
    .map((meta) => textOf(meta, 'wp:meta_value'))
    .filter((value) => value !== '');
}
