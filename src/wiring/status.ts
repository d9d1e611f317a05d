import { countBacklog } from "../announce/history.js";
import { ago } from "../discord/subscription-lines.js";
import { count } from "../discord/text.js";
import type { Db } from "../store/schema.js";
import type { CheckOutcome } from "../upstream/watcher.js";
import type { Upstream } from "./create-upstream.js";

/** Looks upstream, and remembers how that went for /about. */
export interface Status {
  /** `force`: now, also where it failed lately, and once more where a look is under way that began before. */
  readonly check: (options?: { readonly force?: boolean }) => Promise<void>;
  readonly nextCheck: (next: () => Date | null) => void;
  /** What announcements do at this moment, a line each; none where the list has no upstream. */
  readonly lines: () => Promise<readonly string[]>;
}

export function createStatus({
  db,
  upstream,
}: {
  readonly db: Db;
  readonly upstream: Upstream | null;
}): Status {
  let last: { readonly at: number; readonly outcome: CheckOutcome } | null = null;
  let next: () => Date | null = () => null;
  return {
    async check({ force = false } = {}) {
      if (upstream === null) return;
      if (force) await upstream.watcher.check();
      const outcome = await upstream.watcher.check({ force });
      last = { at: Date.now(), outcome };
    },
    nextCheck(when) {
      next = when;
    },
    async lines() {
      if (upstream === null) return [];
      const { waiting, sending, blocked } = await countBacklog(db);
      const nextCheck = next();
      return [
        [
          last === null ? "Not checked yet" : `Last checked ${ago(last.at)}: ${said(last.outcome)}`,
          ...(nextCheck === null ? [] : [`next check ${ago(nextCheck.getTime())}`]),
        ].join(" · "),
        [
          waiting + sending === 0
            ? "No announcement is waiting"
            : `${count(waiting + sending, "announcement")} waiting`,
          ...(blocked === 0 ? [] : [`${count(blocked, "subscription")} can not be reached`]),
        ].join(" · "),
      ];
    },
  };
}

function said(outcome: CheckOutcome): string {
  switch (outcome.kind) {
    case "unchanged":
      return "nothing new";
    case "changed":
      return "it has changed";
    case "held":
      return "a revision is held for the operator";
    case "failed":
    case "waiting":
      return "it could not be read; the last good list is served";
    case "overtaken":
      return "another process was first";
  }
}
