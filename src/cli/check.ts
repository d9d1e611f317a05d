import { noPaperFound } from "../catalogue/read-candidates.js";
import { readTextFile } from "../config/read-text-file.js";
import { UsageError } from "../config/usage-error.js";
import { type Command, printJson, wrongUsage } from "./command.js";
import { expandFolders } from "./list-files.js";
import { formatProblems, type ProblemFormat, problemFormats } from "./problem-formats.js";
import { readable, withReader } from "./reading.js";
import { wrongIds } from "./wrong-ids.js";

const duplicateScopes = ["section", "all"] as const;

export const check: Command = {
  name: "check",
  takes: "LIST.md|FOLDER …",
  about: "prints the problems in a list's files, each with its line",
  options: {
    format: { value: problemFormats.join("|"), about: "how they are printed; by default text" },
    duplicates: {
      value: duplicateScopes.join("|"),
      about: "where a repeated paper is a problem: in one section, the default, or anywhere",
    },
    online: { about: "also compares titles with those of arXiv and Crossref" },
    json: { about: "the same as --format json" },
  },
  async run({ positionals, has, texts }) {
    if (positionals.length === 0) throw wrongUsage(check);
    const format: ProblemFormat = has("json") ? "json" : oneOf("format", problemFormats, texts("format"));
    const duplicates = oneOf("duplicates", duplicateScopes, texts("duplicates"));
    const { files: paths, found } = await expandFolders(positionals);
    const files = await Promise.all(
      paths.map(async (path) => ({ path, markdown: await readTextFile(path) })),
    );
    const linted = readable(await withReader((reader) => reader.lint(files, duplicates)));
    // A folder also has files that are no list.
    const wrong = has("online") ? await wrongIds(files) : [];
    const problems = [...linted.problems, ...wrong].filter(
      ({ path, message }) => !(found.has(path) && message === noPaperFound),
    );
    if (format === "json") printJson({ problems: files.length > 1 ? problems : problems.map(withoutPath) });
    else if (problems.length > 0 || format === "sarif") console.log(formatProblems(problems, format));
    const names = positionals.join(", ");
    console.error(problems.length === 0 ? `${names}: no problems.` : `${names}: ${problems.length} found.`);
    return problems.length === 0 ? 0 : 1;
  },
};

/** The value of an option, by default the first. @throws {UsageError} if it is none of them */
function oneOf<Value extends string>(
  option: string,
  values: readonly [Value, ...Value[]],
  [given]: readonly string[],
): Value {
  if (given === undefined) return values[0];
  const value = values.find((each) => each === given);
  if (value === undefined)
    throw new UsageError(`--${option} ${given} is unknown: give ${values.join(", ")}.`);
  return value;
}

/** With one file its path is obvious. */
function withoutPath({ line, message }: { readonly line: number; readonly message: string }) {
  return { line, message };
}
