import type { Context } from "../views/context.js";
import type { CommandAudience } from "./audience.js";
import type { Path } from "./path.js";
import type { Answer } from "./view.js";

/** What came with pressing, choosing or sending, beside the path. */
export interface Input {
  /** What was chosen, where the path stands on a menu. */
  readonly picked: readonly string[];
  /** What was filled in, by the fields' names, where the path stands on a form. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** What is shown at a path. The path's own parameters are read and typed by the time this is asked. */
export interface Route {
  readonly name: string;
  readonly for: CommandAudience;
  /** `null` where what stands behind the name can not be read. */
  readonly open: (written: string, context: Context, input: Input) => Answer | Promise<Answer> | null;
}

/** Joins a path with what is shown there. */
export function route<Values>(
  path: Path<Values>,
  show: (values: Values, context: Context, input: Input) => Answer | Promise<Answer>,
  audience: CommandAudience = "everyone",
): Route {
  return {
    name: path.name,
    for: audience,
    open(written, context, input) {
      const values = path.read(written);
      return values === undefined ? null : show(values, context, input);
    },
  };
}
