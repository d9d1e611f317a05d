import type { Library } from "../library/library.js";
import { turnButtons } from "./list-view.js";
import { path, wholeNumber } from "./path.js";
import { count, safe } from "./text.js";
import { line, notice, textBlock, type View } from "./view.js";

/** What could not be read in the lists, a page of it. */
export const problemsPath = path<{ page: number }>("problems", { page: wholeNumber });

const perPage = 10;

/** What could not be read, list by list, each with its line: for whoever keeps the list. */
export function showProblems(page: number, { lists }: Library): View {
  const all = lists.flatMap(({ name, problems }) => problems.map((problem) => ({ name, problem })));
  if (all.length === 0) return notice("Everything in the lists could be read.");
  const pages = Math.ceil(all.length / perPage);
  const current = Math.min(page, pages - 1);
  const shown = all.slice(current * perPage, (current + 1) * perPage);
  const at = (page: number) => problemsPath.at({ page });
  return {
    kind: "view",
    blocks: [
      textBlock(
        `## ${count(all.length, "entry", "entries")} could not be read`,
        "-# The rest of each list is served all the same; `paperboy check` tells its maintainers more",
      ),
      ...shown.flatMap(({ name, problem }, index) => {
        const where = problem.path === undefined ? "" : `${safe(problem.path, 100)}, `;
        return [
          ...(name === shown[index - 1]?.name ? [] : [line, textBlock(`**${safe(name, 100)}**`)]),
          textBlock(`-# ${where}line ${problem.line}: ${safe(problem.message, 250)}`),
        ];
      }),
      ...(pages > 1 ? [textBlock(`-# Page ${current + 1} of ${pages}`)] : []),
    ],
    buttons: pages > 1 ? turnButtons(current, pages, at) : [],
    path: at(current),
  };
}
