import type { Announcing } from "../announce/announcing.js";
import { count } from "../interactions/text.js";
import type { SubscriptionSettings } from "../store/subscription.js";

/** What a subscription announces without a change, a line each; none where it announces changes alone. */
export function drawnLines(
  settings: Pick<SubscriptionSettings, "guildId" | "query" | "kinds">,
  { papersFor }: Pick<Announcing, "papersFor">,
): string[] {
  const { kinds } = settings;
  const isQuiet = kinds.includes("quiet-pick");
  if (!isQuiet && !kinds.includes("pick")) {
    return kinds.includes("top") ? ["⭐ What this server found interesting since the last time."] : [];
  }
  const papers = papersFor(settings)?.length ?? 0;
  const when = isQuiet && !kinds.includes("pick") ? "where nothing changed" : "each time";
  return [
    papers === 0
      ? "🎲 No paper of the lists matches yet, so there is nothing to pick."
      : `🎲 One of ${count(papers, "paper")} ${when}: none is repeated before all were there.`,
  ];
}
