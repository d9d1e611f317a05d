/** How a list's text is written. */
export type Syntax = "markdown" | "rst";

/** The syntax of a file that is no data: by the ending of its name, as GitHub tells them apart. */
export function syntaxOf(path: string): Syntax {
  return /\.re?st$/i.test(path) ? "rst" : "markdown";
}
