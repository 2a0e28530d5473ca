import { ProblemError } from './problem';

/** The items of one page, and where the next begins: null on the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Cuts a page out of a whole list; the cursor is the id of the last item of the page before. @throws ProblemError 400 */
export function pageOf<Item extends { readonly id: string }>(
  all: readonly Item[],
  { cursor, limit }: { cursor?: string; limit: number },
): Page<Item> {
  const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && start === 0) throw badCursor();
  const items = all.slice(start, start + limit);
  const isLast = start + limit >= all.length;
  return { items, nextCursor: isLast ? null : (items.at(-1)?.id ?? null) };
}

function badCursor(): ProblemError {
  const detail = 'cursor is of no page of this list';
  return new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail,
    errors: [{ pointer: '?cursor', detail }],
  });
}
