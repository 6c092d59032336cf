/** A page as a client receives it, in the order of the list. */
export interface PageSeen {
  readonly ids: readonly string[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/** A connection with the fields of `WALKED`. */
export interface Walked {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasPreviousPage: boolean;
    readonly hasNextPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The fields that paging through a list needs of every page. */
export const WALKED = `edges { cursor node { id } }
  pageInfo { hasPreviousPage hasNextPage startCursor endCursor }`;

/** Requests one page; the argument is the paging arguments of the query. */
export type Turn = (args: string) => Promise<Walked>;

/** More pages than this mean that paging does not end. */
const MOST_PAGES = 1_000;

/** Reads all pages from the beginning of a list; `between` runs after every page. */
export async function walkForward(
  turn: Turn,
  size: number,
  between: () => Promise<void> = async () => {},
): Promise<PageSeen[]> {
  const pages: PageSeen[] = [];
  let args = `first: ${size}`;
  while (pages.length < MOST_PAGES) {
    const page = await turn(args);
    pages.push(seen(page));
    if (!page.pageInfo.hasNextPage) return pages;
    args = `first: ${size}, after: "${page.pageInfo.endCursor}"`;
    await between();
  }
  throw new Error(`expected an end within ${MOST_PAGES} pages`);
}

/** Reads all pages from the end of a list, in the order in which they were read. */
export async function walkBackward(
  turn: Turn,
  size: number,
  between: () => Promise<void> = async () => {},
): Promise<PageSeen[]> {
  const pages: PageSeen[] = [];
  let args = `last: ${size}`;
  while (pages.length < MOST_PAGES) {
    const page = await turn(args);
    pages.push(seen(page));
    if (!page.pageInfo.hasPreviousPage) return pages;
    args = `last: ${size}, before: "${page.pageInfo.startCursor}"`;
    await between();
  }
  throw new Error(`expected an end within ${MOST_PAGES} pages`);
}

/** The pages expected when a list is read from its beginning. */
export function pagesForward(ids: readonly string[], size: number): PageSeen[] {
  const count = Math.max(1, Math.ceil(ids.length / size));
  return Array.from({ length: count }, (_, index) => ({
    ids: ids.slice(index * size, (index + 1) * size),
    hasPreviousPage: index > 0,
    hasNextPage: index < count - 1,
  }));
}

/** The pages expected when a list is read from its end, in the order in which they are read. */
export function pagesBackward(ids: readonly string[], size: number): PageSeen[] {
  return pagesForward(ids.toReversed(), size).map((page) => ({
    ids: page.ids.toReversed(),
    hasPreviousPage: page.hasNextPage,
    hasNextPage: page.hasPreviousPage,
  }));
}

function seen({ edges, pageInfo }: Walked): PageSeen {
  const { hasPreviousPage, hasNextPage } = pageInfo;
  return { ids: edges.map(({ node }) => node.id), hasPreviousPage, hasNextPage };
}
