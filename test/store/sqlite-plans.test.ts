import SqliteDatabase from "better-sqlite3";
import { expect, test } from "vitest";
import { createFile } from "../support/database.js";

test("frequent queries use an index and do not sort", async () => {
  const file = await createFile();
  const db = await file.open();
  const plans: string[] = [];
  const explain = async (query: { compile: () => { sql: string } }) => {
    const { sql } = query.compile();
    const raw = new SqliteDatabase(file.path, { readonly: true });
    const rows = raw.prepare(`explain query plan ${sql}`).all(...Array(sql.split("?").length - 1).fill(1));
    raw.close();
    plans.push(JSON.stringify(rows));
  };
  await explain(
    db
      .selectFrom("messages")
      .select("id")
      .where("nextAt", "<=", 1)
      .orderBy("nextAt")
      .orderBy("createdAt")
      .orderBy("position")
      .limit(5),
  );
  await explain(db.selectFrom("subscriptions").selectAll().where("dueAt", "<=", 1).orderBy("dueAt").limit(5));
  await explain(
    db.selectFrom("deliveries").selectAll().where("subscriptionId", "=", "s").where("messageId", "is", null),
  );
  await explain(db.selectFrom("deliveries").selectAll().where("messageId", "=", "m"));
  for (const plan of plans) {
    expect(plan).toContain("USING INDEX");
    expect(plan).not.toContain("TEMP B-TREE");
  }
  await file.close();
});
