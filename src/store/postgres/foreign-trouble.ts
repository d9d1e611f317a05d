import { migrationsOf } from "../migrate.js";
import { migrations } from "../migrations.js";
import type { Db } from "../schema.js";
import type { StoreTrouble } from "../store-trouble.js";

/** A sentence where there are tables, but none of Paperboy's migrations has made them. @param name of the database */
export async function foreignTrouble(db: Db, name: string): Promise<StoreTrouble | null> {
  if (!(await isForeign(db))) return null;
  const message = `The database ${name} is another program's, and was not changed: give DATABASE_URL another one.`;
  return { kind: "foreign", message };
}

async function isForeign(db: Db): Promise<boolean> {
  // In this order: another process may create its tables meanwhile, and what has made them is known with them.
  const tables = await db.introspection.getTables();
  const run = await migrationsOf(db);
  if (run.length > 0) return !run.some((name) => Object.hasOwn(migrations, name));
  return tables.some(({ schema, isView }) => schema === "public" && !isView);
}
