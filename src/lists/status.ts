import { count } from "../interactions/text.js";
import { countBacklog } from "../store/backlog.js";
import type { Db } from "../store/schema.js";
import { ago } from "../views/subscription-lines.js";
import type { Look } from "./list-runner.js";
import type { ListRunners } from "./list-runners.js";

/** How a list's upstream is doing, in one line: its last look, what came of it, the next one. */
export function listStatus(id: string, runners: ListRunners): string {
  const runner = runners.find(id);
  if (!runner?.watcher) return "a file, which does not change";
  const last = runner.last();
  const next = runners.nextCheck(id);
  return [
    last === null ? "not checked yet" : `last checked ${ago(last.at)}: ${said(last.outcome)}`,
    ...(next === null ? [] : [`next check ${ago(next.getTime())}`]),
  ].join(" · ");
}

/** What announcements do at this moment, for /about, a line each; none where no list has an upstream. */
export async function announcingStatus(db: Db, runners: ListRunners): Promise<string[]> {
  const watched = runners.all().filter(({ watcher }) => watcher !== null);
  const [only, ...others] = watched;
  if (only === undefined) return [];
  const { pending, sending, blocked } = await countBacklog(db);
  return [
    others.length === 0 ? capitalised(listStatus(only.source.id, runners)) : together(watched),
    [
      pending + sending === 0
        ? "No announcement is waiting"
        : `${count(pending + sending, "announcement")} waiting`,
      ...(blocked === 0 ? [] : [`${count(blocked, "subscription")} can not be reached`]),
    ].join(" · "),
  ];
}

function together(watched: ReturnType<ListRunners["all"]>): string {
  const failing = watched.filter((runner) => runner.last()?.outcome.kind === "failed");
  return failing.length === 0
    ? `${count(watched.length, "list")} watched`
    : `${failing.length} of ${count(watched.length, "list")} could not be read lately: /lists says which`;
}

function said(outcome: Look["outcome"]): string {
  switch (outcome.kind) {
    case "unchanged":
      return "nothing new";
    case "changed":
      return "it has changed";
    case "held":
      return "a revision is held for the operator";
    case "failed":
      return "it could not be read; what is served stays as it was";
    case "overtaken":
      return "another process was first";
  }
}

function capitalised(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
