import { nearestName } from "./nearest-name.js";
import type { Runnable } from "./runnable.js";

/** The text after the slash: a command's name and the rest. */
export interface TypedName {
  readonly name: string;
  /** The text for the options. Empty while the name is being typed. */
  readonly rest: string;
  /** The matching commands, the best match first. */
  readonly rows: readonly Runnable[];
  /** If there are none: the name that was probably meant. */
  readonly suggestion: string | undefined;
}

/** Parses `sea`, `lists ad` or `serch vit`. A name contains a space only if a subcommand's name starts with it. */
export function readName(typed: string, all: readonly Runnable[]): TypedName {
  const isName = all.some(({ path }) => path.startsWith(typed.toLowerCase()));
  const space = isName ? -1 : typed.search(/\s/);
  const name = space < 0 ? typed : typed.slice(0, space);
  // Text that is still being typed may also be a word of a description.
  const rows = filterRunnables(all, name, space < 0);
  const names = new Set(all.map(({ path }) => path.split(" ")[0] ?? path));
  return {
    name,
    rest: space < 0 ? "" : typed.slice(space).trim(),
    rows,
    suggestion: rows.length === 0 ? nearestName(name, [...names]) : undefined,
  };
}

/** Names that start with the text, then names that contain it, then, optionally, descriptions that contain it. */
export function filterRunnables(
  all: readonly Runnable[],
  typed: string,
  byDescription: boolean,
): readonly Runnable[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ path, description }: Runnable) => {
    if (path.startsWith(wanted)) return 0;
    if (path.includes(wanted)) return 1;
    return byDescription && description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return all.filter((one) => rank(one) < 3).sort((a, b) => rank(a) - rank(b));
}
