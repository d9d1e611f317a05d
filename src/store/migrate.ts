import { Migrator } from "kysely";
import { migrations } from "./migrations.js";
import type { Db } from "./schema.js";
import type { StoreTrouble } from "./store-trouble.js";

/**
 * Migrates a database to this version; of processes that start together one migrates, the others wait for it.
 *
 * @param where the database and the setting that names it, for the sentence.
 * @returns why it cannot be used: a newer version has written it.
 */
export async function migrate(
  db: Db,
  where: { readonly name: string; readonly setting: string },
): Promise<StoreTrouble | null> {
  const unknown = (await migrationsOf(db)).find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) {
    const message = `The database ${where.name} was written by a newer Paperboy ("${unknown}"): update Paperboy, or give ${where.setting} another one.`;
    return { kind: "newer version", message };
  }
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  return null;
}

/** The migrations that have run on a database. */
export async function migrationsOf(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return [];
  const run = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom("kysely_migration")
    .select("name")
    .execute();
  return run.map(({ name }) => name);
}
