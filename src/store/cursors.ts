import type { Db } from "./schema.js";

/** The commit of the last accepted version of each list. */
export async function loadCursors(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom("upstreams").select(["id", "sha"]).execute();
  return new Map(rows.map(({ id, sha }) => [id, sha]));
}
