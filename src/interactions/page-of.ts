import { type Block, type Button, button, textBlock } from "./view.js";

/** One page of something long. */
export interface Page<Item> {
  readonly shown: readonly Item[];
  /** The place of the first one in the whole, counted from 0. */
  readonly first: number;
  /** Which page it is, counted from 0. */
  readonly current: number;
  /** How many there are, never none. */
  readonly pages: number;
}

/**
 * @param page counted from 0; beyond the last it is the last
 * @param total how long the whole is, where `all` reaches no further than to the end of this page
 */
export function pageOf<Item>(
  all: readonly Item[],
  page: number,
  perPage: number,
  total: number = all.length,
): Page<Item> {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const current = Math.min(page, pages - 1);
  const first = current * perPage;
  return { shown: all.slice(first, first + perPage), first, current, pages };
}

/** Which page it is; nothing where it is the only one. */
export function pageLine({ current, pages }: Page<unknown>): Block[] {
  return pages > 1 ? [textBlock(`-# Page ${current + 1} of ${pages}`)] : [];
}

/** Previous and next; one that leads nowhere is there but disabled, so that the other stays under the finger. */
export function turnButtons({ current, pages }: Page<unknown>, at: (page: number) => string): Button[] {
  if (pages === 1) return [];
  const [first, last] = [current === 0, current === pages - 1];
  return [
    button("‹ Previous", first ? "nowhere:previous" : at(current - 1), { disabled: first }),
    button("Next ›", last ? "nowhere:next" : at(current + 1), { disabled: last }),
  ];
}
