import { type Block, type Button, button, textBlock } from "./view.js";

/** One page of a list. */
export interface Page<Item> {
  readonly shown: readonly Item[];
  /** Index of the first item in the whole list. */
  readonly first: number;
  /** Index of this page. */
  readonly current: number;
  /** Number of pages, at least 1. */
  readonly pages: number;
}

/**
 * @param page counted from 0; beyond the last it is the last
 * @param total length of the whole list, where `all` ends with this page
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

/** `Page 2 of 7`; nothing where there is only one. */
export function pageLine({ current, pages }: Page<unknown>): Block[] {
  return pages > 1 ? [textBlock(`-# Page ${current + 1} of ${pages}`)] : [];
}

/** Previous and next. At either end one is disabled rather than left out, so that the other stays under the finger. */
export function turnButtons({ current, pages }: Page<unknown>, at: (page: number) => string): Button[] {
  if (pages === 1) return [];
  const [first, last] = [current === 0, current === pages - 1];
  return [
    button("‹ Previous", first ? "nowhere:previous" : at(current - 1), { disabled: first }),
    button("Next ›", last ? "nowhere:next" : at(current + 1), { disabled: last }),
  ];
}
