import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { Database, Trx } from "./schema.js";

/** A delivery with its change, and its message where it has one. */
type Deliveries = ExpressionBuilder<
  Pick<Database, "deliveries" | "changes"> & { messages: Database["messages"] },
  "deliveries" | "changes" | "messages"
>;

/** Keeps what tells that deliveries were announced, beyond their deletion: they never come again. */
export async function keepAsPast(
  trx: Trx,
  which: (deliveries: Deliveries) => Expression<SqlBool>,
): Promise<void> {
  await trx
    .insertInto("pastDeliveries")
    .columns(["subscriptionId", "paperId", "kind", "discriminator", "listId"])
    .expression((query) =>
      query
        .selectFrom("deliveries")
        .innerJoin("changes", "changes.id", "deliveries.changeId")
        .leftJoin("messages", "messages.id", "deliveries.messageId")
        .select([
          "deliveries.subscriptionId",
          "deliveries.paperId",
          "deliveries.kind",
          "deliveries.discriminator",
          "changes.listId",
        ])
        .where(which),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
