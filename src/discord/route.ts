import type { Context } from "./context.js";
import type { Path } from "./path.js";
import type { Answer } from "./view.js";

/** What is shown at a path. The path's own parameters are read and typed by the time this is asked. */
export interface Route {
  readonly name: string;
  /** Only for those with *Manage Server*. */
  readonly managersOnly: boolean;
  /** `null` where what stands behind the name can not be read. */
  readonly open: (
    written: string,
    context: Context,
    picked: readonly string[],
  ) => Answer | Promise<Answer> | null;
}

/**
 * Joins a path with what is shown there.
 *
 * @param show gets the path's values and, where the path stands on a menu, what was `picked` from it.
 */
export function route<Values>(
  path: Path<Values>,
  show: (values: Values, context: Context, picked: readonly string[]) => Answer | Promise<Answer>,
  settings: { readonly managersOnly?: boolean } = {},
): Route {
  return {
    name: path.name,
    managersOnly: settings.managersOnly ?? false,
    open(written, context, picked) {
      const values = path.read(written);
      return values === undefined ? null : show(values, context, picked);
    },
  };
}
