import type { CheckQuery } from "../announce/check-settings.js";
import type { ListView } from "../lists/list-view.js";

/** Checks a subscription's filter against what its server sees. */
export function checkQueryIn(viewOf: (guildId: string) => ListView): CheckQuery {
  return (text, guildId) => {
    const parsed = viewOf(guildId).search.parse(text);
    if (parsed.kind === "query") return { kind: "valid" };
    return {
      kind: "invalid",
      message: `At character ${parsed.position + 1} of the filter: ${parsed.message}`,
    };
  };
}
