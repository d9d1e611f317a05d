import { count } from "../interactions/text.js";
import type { ListChecks } from "../lists/list-runners.js";
import type { Context } from "./context.js";
import { relativeTime } from "./timestamp.js";

/** A list's checks in one line: the last one with its result, and the next. */
export function checksLine(checks: ListChecks | null): string {
  if (checks === null) return "a file, which does not change";
  const { last, next } = checks;
  return [
    last === null ? "not checked yet" : `last checked ${relativeTime(last.checkedAt)}: ${resultText(last)}`,
    ...(next === null ? [] : [`next check ${relativeTime(next.getTime())}`]),
  ].join(" · ");
}

/** The state of announcements for /about, a line each; none where no list has an upstream. */
export async function announcingStatus({
  lists,
  announcing,
}: Pick<Context, "lists" | "announcing">): Promise<string[]> {
  const checks = await lists.checks();
  const [only, ...others] = checks;
  if (only === undefined || announcing === null) return [];
  if (announcing === "starting") return ["Paperboy is starting"];
  const { pending, sending, blocked } = await announcing.backlog();
  return [
    others.length === 0 ? capitalised(checksLine(only)) : summary(checks),
    [
      pending + sending === 0
        ? "No announcement is pending"
        : `${count(pending + sending, "announcement")} pending`,
      ...(blocked === 0 ? [] : [`${count(blocked, "subscription")} blocked`]),
    ].join(" · "),
  ];
}

function summary(checks: readonly ListChecks[]): string {
  const failing = checks.filter(({ last }) => last?.outcome === "failed");
  return failing.length === 0
    ? `${count(checks.length, "list")} watched`
    : `${failing.length} of ${count(checks.length, "list")} could not be read lately: /lists says which`;
}

function resultText({ outcome, readAt }: NonNullable<ListChecks["last"]>): string {
  switch (outcome) {
    case "unchanged":
      return "nothing new";
    case "changed":
      return "a new version was read";
    case "held":
      return "a revision is held for the operator";
    case "failed":
      return `it could not be read${readAt === null ? "" : "; the last good version is served"}`;
    case "overtaken":
      return "another process was first";
  }
}

function capitalised(line: string): string {
  return line.charAt(0).toUpperCase() + line.slice(1);
}
