/** One page as a client sees it, in the order of the list. */
export interface PageSeen {
  readonly ids: readonly string[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/** A connection as `WALKED` asks for it. */
export interface Walked {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasPreviousPage: boolean;
    readonly hasNextPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** What a walk needs of every page. */
export const WALKED = `edges { cursor node { id } }
  pageInfo { hasPreviousPage hasNextPage startCursor endCursor }`;

/** The paging arguments of one page, as they stand in a query. */
export type Turn = (args: string) => Promise<Walked>;

/** A longer walk than this has lost its way. */
const MOST_PAGES = 1_000;

/** All pages from the front of a list to its end; `between` runs after every page. */
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

/** All pages from the end of a list to its front, in the order of the walk. */
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

/** The pages that a walk from the front of a list must see. */
export function pagesForward(ids: readonly string[], size: number): PageSeen[] {
  const count = Math.max(1, Math.ceil(ids.length / size));
  return Array.from({ length: count }, (_, index) => ({
    ids: ids.slice(index * size, (index + 1) * size),
    hasPreviousPage: index > 0,
    hasNextPage: index < count - 1,
  }));
}

/** The pages that a walk from the end of a list must see. */
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
