import { pageLine, pageOf, turnButtons } from "../interactions/page-of.js";
import { path, wholeNumber } from "../interactions/path.js";
import { count, safe } from "../interactions/text.js";
import { separator, textBlock, textView, type View } from "../interactions/view.js";
import type { ListView } from "../lists/list-view.js";

/** A page of the entries that could not be read. */
export const problemsPath = path<{ page: number }>("problems", { page: wholeNumber });

const perPage = 10;

/** The entries that could not be read, by list, each with its line: for the maintainers of the lists. */
export function showProblems(page: number, { lists }: ListView): View {
  const all = lists.flatMap(({ name, problems }) => problems.map((problem) => ({ name, problem })));
  if (all.length === 0) return textView("Everything in the lists could be read.");
  const pageOfProblems = pageOf(all, page, perPage);
  const { shown, current } = pageOfProblems;
  const at = (page: number) => problemsPath.at({ page });
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(all.length, "entry", "entries")} could not be read`,
        "-# The rest of each list is served; `paperboy check` shows its maintainers more",
      ),
      ...shown.flatMap(({ name, problem }, index) => {
        const where = problem.path === undefined ? "" : `${safe(problem.path, 100)}, `;
        return [
          ...(name === shown[index - 1]?.name ? [] : [separator, textBlock(`**${safe(name, 100)}**`)]),
          textBlock(`-# ${where}line ${problem.line}: ${safe(problem.message, 250)}`),
        ];
      }),
      ...pageLine(pageOfProblems),
    ],
    buttons: turnButtons(pageOfProblems, at),
    path: at(current),
  };
}
