import { ButtonStyle } from "discord-api-types/v10";
import type { AnyComponent, LocatedComponent } from "../messages/components.js";
import type { Problem } from "../rest/refusal.js";
import { problem, problemsWhere } from "./form-errors.js";

type Button = AnyComponent & { readonly style?: number; readonly url?: string; readonly emoji?: unknown };

const urlScheme = /^(https?|discord):\/\//;

/** Link buttons require a url and no custom_id, others the reverse. All require a label or an emoji. */
export function buttonProblems(button: Button, path: LocatedComponent["path"]): Problem[] {
  const { style, url = "", custom_id = "", label, emoji } = button;
  if (style === ButtonStyle.Premium) return [];
  const isLink = style === ButtonStyle.Link;
  return problemsWhere(
    [isLink && url === "", problem([...path, "url"], "BASE_TYPE_REQUIRED")],
    [isLink && url !== "" && !urlScheme.test(url), problem([...path, "url"], "URL_TYPE_INVALID_SCHEME")],
    [!isLink && custom_id === "", problem([...path, "custom_id"], "BASE_TYPE_REQUIRED")],
    [!isLink && url !== "", problem([...path, "url"], "BUTTON_COMPONENT_INVALID_URL")],
    [url !== "" && custom_id !== "", problem(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE")],
    [!label && !emoji, problem(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED")],
  );
}
