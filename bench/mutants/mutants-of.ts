import { readFileSync } from "node:fs";
import { Instrumenter } from "@stryker-mutator/instrumenter";

/** One change to the source that a test should notice. */
export interface Mutant {
  /** What switches it on in the instrumented source. */
  readonly id: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The kind of the change, by Stryker's name for it. */
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

/** Files that hold all of their mutants, each behind a switch, and the mutants. */
export interface Instrumented {
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly mutants: readonly Mutant[];
}

const ignore = (): void => {};
const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
};

/** Every mutant of these files, by Stryker's instrumenter. @param root the folder that the names start from */
export async function mutantsOf(root: string, names: readonly string[]): Promise<Instrumented> {
  const files = names.map((name) => ({
    name,
    mutate: true,
    content: readFileSync(`${root}/${name}`, "utf8"),
  }));
  const lines = new Map(files.map(({ name, content }) => [name, content.split("\n")]));
  const result = await new Instrumenter(silent).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  const mutants = result.mutants.map(({ id, fileName, mutatorName, replacement, location }): Mutant => {
    const { start, end } = location;
    const text = (lines.get(fileName) ?? []).slice(start.line, end.line + 1);
    const last = text.length - 1;
    const original = text
      .map((line, index) =>
        line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined),
      )
      .join("\n");
    return { id, file: fileName, line: start.line + 1, mutator: mutatorName, original, replacement };
  });
  return { files: result.files, mutants };
}
