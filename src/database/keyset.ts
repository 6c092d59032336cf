import type { Document, Filter } from 'mongodb';

/** A place in a sorted list: the sort field's value, and the id that parts equals. */
export interface Position {
  readonly value: Date | string;
  readonly id: string;
}

/** Bounds of the sort field. */
export interface Bounds {
  /** At or after. */
  readonly from?: Date;
  /** At or before. */
  readonly upTo?: Date;
}

/** Where a stretch of a list begins: after a position, or at it. */
export interface StretchStart {
  readonly position: Position;
  readonly isInclusive: boolean;
}

/** A stretch of one list. */
export interface ListRequest<List> {
  readonly list: List;
  readonly direction: 1 | -1;
  /** Absent for the end of the list at which `direction` begins. */
  readonly start?: StretchStart;
  readonly limit: number;
}

/** A stretch of lists that are sorted by one field and, within equals, by `_id`. */
export interface KeysetRequest extends Omit<ListRequest<Document>, 'list'> {
  /** The lists to walk, each as the equality that picks it; they must not overlap. */
  readonly lists: readonly Document[];
  readonly sortField: string;
  readonly bounds?: Bounds;
  readonly withoutIds?: readonly string[];
}

/** One short stretch of one sorted list, as MongoDB reads it. */
export interface Slice<T extends Document> {
  readonly filter: Filter<T>;
  readonly sort: Readonly<Record<string, 1 | -1>>;
  readonly limit: number;
}

/**
 * The slice that answers a request by walking an index (list, sort field, `_id`) and nothing else.
 *
 * Every list and each side of «later, or equal with a later id» is written out as a branch of one
 * `$or`: the engine merges the branches in order and fetches only what it returns. Measured on
 * 20,000 documents: ten lists behind a cursor examine 21 documents for 21; with `$in` in place of
 * branches they examine 4,530 keys and sort in memory.
 */
export function keysetSlice<T extends Document>(request: KeysetRequest): Slice<T> {
  const { sortField, direction, limit } = request;
  const branches = request.lists.flatMap((list) =>
    stretches(request).map((stretch) => ({ ...list, ...stretch })),
  );
  const [only, ...others] = branches;
  const filter = others.length === 0 && only !== undefined ? only : { $or: branches };
  return {
    filter: filter as Filter<T>,
    sort: { [sortField]: direction, _id: direction },
    limit,
  };
}

/** The filter that leaves the documents of which one field meets a condition. */
export function fieldFilter<T extends Document>(
  field: keyof T & string,
  condition: Document,
): Filter<T> {
  return { [field]: condition } as Filter<T>;
}

function stretches(request: KeysetRequest): Document[] {
  const { sortField, direction, start, bounds = {} } = request;
  const excluded = idCondition(request.withoutIds);
  if (start === undefined) {
    const range = rangeOf(bounds);
    return [{ ...(range === undefined ? {} : { [sortField]: range }), ...excluded }];
  }
  const { value, id } = start.position;
  const further = direction === 1 ? '$gt' : '$lt';
  const orSame = start.isInclusive ? `${further}e` : further;
  return [
    {
      [sortField]: { ...rangeOf(bounds), [further]: value },
      ...excluded,
    },
    { [sortField]: { ...rangeOf(bounds), $eq: value }, _id: { [orSame]: id, ...excluded._id } },
  ];
}

function idCondition(withoutIds: readonly string[] = []): { _id?: Document } {
  return withoutIds.length === 0 ? {} : { _id: { $nin: [...withoutIds] } };
}

/** The condition on the sort field, or nothing. */
export function rangeOf({ from, upTo }: Bounds): Document | undefined {
  const range = {
    ...(from === undefined ? {} : { $gte: from }),
    ...(upTo === undefined ? {} : { $lte: upTo }),
  };
  return Object.keys(range).length === 0 ? undefined : range;
}
