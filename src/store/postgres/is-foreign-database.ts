import { migrationsOf } from "../migrate.js";
import { migrations } from "../migrations.js";
import type { Db } from "../schema.js";

/** Whether there are tables, but none of Paperboy's migrations has made them. */
export async function isForeignDatabase(db: Db): Promise<boolean> {
  // In this order: another process may create its tables meanwhile, and what has made them is known with them.
  const tables = await db.introspection.getTables();
  const run = await migrationsOf(db);
  if (run.length > 0) return !run.some((name) => Object.hasOwn(migrations, name));
  return tables.some(({ schema, isView }) => schema === "public" && !isView);
}
