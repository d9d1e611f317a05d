import { newId } from "../store/new-id.js";
import { insertPersonNotice } from "../store/notices.js";
import type { Trx } from "../store/schema.js";
import { signal } from "../store/signals.js";
import { subscriptionsOfGuild, updateProgress } from "../store/subscriptions.js";

/**
 * Pauses every alert of a person who takes no messages from the bot, and says so with the next answer that they get.
 * What is pending stays pending.
 */
export async function pauseAlerts(
  trx: Trx,
  personId: string,
  { reason, now }: { readonly reason: string; readonly now: number },
): Promise<void> {
  for (const { id, state } of await subscriptionsOfGuild(trx, personId)) {
    if (state.kind === "paused") continue;
    await updateProgress(trx, id, { state: "paused", reason, since: now, dueAt: null });
  }
  const text =
    "🔕 Your alerts are paused, because Discord does not let me write to you. Nothing is lost: allow direct messages in " +
    "the privacy settings of a server that we share, and resume them in /alerts.";
  await insertPersonNotice(trx, { id: newId(), personId, text, createdAt: now });
  await signal(trx, "notices");
}
