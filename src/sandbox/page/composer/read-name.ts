import { nearestName } from "./nearest-name.js";
import type { Runnable } from "./runnable.js";

/** What is typed after the slash, read as a command's name and what follows it. */
export interface TypedName {
  readonly name: string;
  /** For the options, as typed. Empty while the name is being typed. */
  readonly rest: string;
  /** The commands that it may be the name of, the likeliest first. */
  readonly rows: readonly Runnable[];
  /** Where there are none: the name that was probably meant. */
  readonly suggestion: string | undefined;
}

/** Reads `sea`, `lists ad` or `serch vit`. A name has a space only where it begins that of a subcommand. */
export function readName(typed: string, all: readonly Runnable[]): TypedName {
  const isName = all.some(({ path }) => path.startsWith(typed.toLowerCase()));
  const space = isName ? -1 : typed.search(/\s/);
  const name = space < 0 ? typed : typed.slice(0, space);
  // What is finished is a name; what is not may be a word that one remembers of the description.
  const rows = filterRunnables(all, name, space < 0);
  const names = new Set(all.map(({ path }) => path.split(" ")[0] ?? path));
  return {
    name,
    rest: space < 0 ? "" : typed.slice(space).trim(),
    rows,
    suggestion: rows.length === 0 ? nearestName(name, [...names]) : undefined,
  };
}

/** Those that fit: names that start so come first, then names with it, then, if wanted, descriptions with it. */
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
