import type { FileProblem } from "../catalogue/lint-list.js";

export const problemFormats = ["text", "json", "github", "sarif"] as const;
export type ProblemFormat = (typeof problemFormats)[number];

/**
 * Problems as a program reads them: `text` as editors do, `github` as annotations of a workflow, `sarif` as SARIF 2.1.0
 * for code scanning. One string, without the last line end.
 */
export function formatProblems(
  problems: readonly FileProblem[],
  format: Exclude<ProblemFormat, "json">,
): string {
  switch (format) {
    case "text":
      return problems.map(({ path, line, message }) => `${path}:${line}: ${message}`).join("\n");
    case "github":
      return problems.map(annotation).join("\n");
    case "sarif":
      return JSON.stringify(sarif(problems), null, 2);
  }
}

function annotation({ path, line, message }: FileProblem): string {
  const file = escaped(path).replace(/:/g, "%3A").replace(/,/g, "%2C");
  return `::warning file=${file},line=${line}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function sarif(problems: readonly FileProblem[]) {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "paperboy", rules: [{ id: "list", name: "ListProblem" }] } },
        results: problems.map(({ path, line, message }) => ({
          ruleId: "list",
          level: "warning",
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: {
                  uri: path.replace(/^\.\//, "").split("/").map(encodeURIComponent).join("/"),
                },
                region: { startLine: line },
              },
            },
          ],
        })),
      },
    ],
  };
}
