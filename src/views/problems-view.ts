import type { Problem } from "../catalogue/paper.js";
import { pageLine, pageOf, turnButtons } from "../interactions/page-of.js";
import { path, wholeNumber } from "../interactions/path.js";
import { count, safe } from "../interactions/text.js";
import { separator, textBlock, textView, type View } from "../interactions/view.js";
import type { ListView, ServedList } from "../lists/list-view.js";

/** A page of the entries that could not be read. */
export const problemsPath = path<{ page: number }>("problems", { page: wholeNumber });

const perPage = 10;
/** Lines that are named of problems of one kind. */
const maxLines = 12;

/** Problems of one kind in one file of a list. */
interface ProblemGroup {
  readonly list: ServedList;
  readonly problems: readonly [Problem, ...Problem[]];
}

/** The entries that could not be read, by list and kind, each with its line: for the maintainers of the lists. */
export function showProblems(page: number, { lists }: ListView): View {
  const all = lists.flatMap(groupProblems);
  if (all.length === 0) return textView("Everything in the lists could be read.");
  const pageOfProblems = pageOf(all, page, perPage);
  const { shown, current } = pageOfProblems;
  const at = (page: number) => problemsPath.at({ page });
  const total = all.reduce((sum, { problems }) => sum + problems.length, 0);
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(total, "entry", "entries")} could not be read`,
        "-# The rest of each list is served; `paperboy check` shows its maintainers more",
      ),
      ...shown.flatMap(({ list, problems }, index) => [
        ...(list.id === shown[index - 1]?.list.id
          ? []
          : [separator, textBlock(`**${safe(list.name, 100)}**`)]),
        textBlock(groupLine(problems)),
      ]),
      ...pageLine(pageOfProblems),
    ],
    buttons: turnButtons(pageOfProblems, at),
    path: at(current),
  };
}

function groupLine([first, ...others]: ProblemGroup["problems"]): string {
  const where = first.path === undefined ? "" : `${safe(first.path, 100)}, `;
  const message = safe(first.message, 250);
  if (others.length === 0) return `-# ${where}line ${first.line}: ${message}`;
  const lines = [first, ...others].map(({ line }) => line);
  const more = lines.length - maxLines;
  const named = `${lines.slice(0, maxLines).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `-# ${where}${lines.length} entries, the first of them: ${message}\n-# lines ${named}`;
}

/** The kinds with the most problems first. */
function groupProblems(list: ServedList): ProblemGroup[] {
  const groups = new Map<string, [Problem, ...Problem[]]>();
  for (const problem of list.problems) {
    const key = JSON.stringify([problem.path, kindOf(problem.message)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()]
    .sort((one, other) => other.length - one.length)
    .map((problems) => ({ list, problems }));
}

/** A sentence without what differs from entry to entry: what it quotes, and its numbers. */
function kindOf(message: string): string {
  return message.replace(/"[^"]*"|“[^“”]*”|\d+/gu, "…");
}
