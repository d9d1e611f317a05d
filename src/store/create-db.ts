import { CamelCasePlugin, type Dialect, Kysely, SelectQueryNode } from "kysely";
import type { OnQuery } from "./open-store.js";
import type { Database, Db } from "./schema.js";

/** The store's queries over a dialect. @param onQuery called after each of them */
export function createDb(dialect: Dialect, onQuery?: OnQuery): Db {
  return new Kysely<Database>({
    dialect,
    plugins: [new CamelCasePlugin()],
    ...(onQuery && {
      log: ({ query: { query }, queryDurationMillis }) =>
        onQuery(SelectQueryNode.is(query) ? "read" : "write", queryDurationMillis),
    }),
  });
}
