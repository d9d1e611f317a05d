import { findAddedList } from "../store/added-lists.js";
import type { Db } from "../store/schema.js";

const longest = 48;

/**
 * The id of a list that a server adds: `owner.repository` in plain letters, with a number where that is taken. The
 * point tells it from every id that the operator can give.
 */
export async function freeListId(db: Db, url: string): Promise<string> {
  const names = url
    .replace(/^\w+:\/+/, "")
    .split("/")
    .slice(-2)
    .map(
      (name) =>
        name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, "-")
          .replace(/^-+|-+$/g, "") || "list",
    );
  const base = (names.length === 2 ? names : ["a", ...names]).join(".").slice(0, longest);
  let id = base;
  for (let count = 2; (await findAddedList(db, id)) !== null; count++) id = `${base}-${count}`;
  return id;
}
