import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIModalInteractionResponseCallbackData,
  type APISectionComponent,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { limits } from "./limits.js";
import { plainLine, safeUrl, truncate } from "./text.js";

export type Button = APIButtonComponentWithCustomId | APIButtonComponentWithURL;
export type Menu = APIStringSelectComponent;
export type Block =
  | APITextDisplayComponent
  | APISeparatorComponent
  | APISectionComponent
  | APIActionRowComponent<Button>;

/** What a person is shown, independent of who will see it: the answer to a command or a button. */
export interface View {
  readonly kind: "view";
  readonly blocks: readonly Block[];
  readonly menu?: Menu | undefined;
  /** At most five; four where the view has a path, as *Share* is added. */
  readonly buttons?: readonly Button[];
  /** The custom_id that shows this view again. A view with a path can be shared. */
  readonly path?: string;
}

/** A form to fill in, the alternative to a view. */
export interface Form {
  readonly kind: "form";
  readonly modal: APIModalInteractionResponseCallbackData;
}

/** A view for everyone in the channel, with the name of the person who shared it. */
export interface Post {
  readonly kind: "post";
  readonly view: View;
  /** What replaces the view where it takes longer than Discord waits. */
  readonly later?: () => Promise<View>;
}

/**
 * Work that takes longer than Discord waits: `view` is shown at once and replaced by the result. It can be shared where
 * `view` has a path, and doing the work again changes nothing.
 */
export interface Pending {
  readonly kind: "pending";
  readonly view: View;
  /** May take some minutes: Discord accepts the result for fifteen. */
  readonly later: () => Promise<View>;
}

/** A file for whoever asked, as a message of its own. Where writing it takes longer than a second the answer is deferred. */
export interface FileAnswer {
  readonly kind: "file";
  readonly write: () => Promise<WrittenFile>;
}

export interface WrittenFile {
  /** With its extension. */
  readonly name: string;
  readonly content: string;
  /** What is shown above the file. */
  readonly view: View;
}

/** The button that was pressed gets another label, in the message that it is on, for everyone who sees that. */
export interface Relabel {
  readonly kind: "relabel";
  readonly label: string;
}

export type Answer = View | Form | Post | Pending | FileAnswer | Relabel;

export const accent = 0xd9_7b_29;

export function textBlock(...lines: readonly string[]): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content: lines.join("\n") };
}

/** Lines with a button beside them. */
export function section(accessory: Button, ...lines: readonly string[]): APISectionComponent {
  return { type: ComponentType.Section, components: [textBlock(...lines)], accessory };
}

export const separator: APISeparatorComponent = { type: ComponentType.Separator, divider: true, spacing: 1 };

/** Rows of at most five buttons. */
export function rows(buttons: readonly Button[]): APIActionRowComponent<Button>[] {
  return Array.from({ length: Math.ceil(buttons.length / limits.buttonsInRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * limits.buttonsInRow, (row + 1) * limits.buttonsInRow),
  }));
}

export function button(
  label: string,
  path: string,
  settings: { readonly emoji?: string; readonly danger?: boolean; readonly disabled?: boolean } = {},
): APIButtonComponentWithCustomId {
  const { emoji, danger = false, disabled = false } = settings;
  return {
    type: ComponentType.Button,
    style: danger ? ButtonStyle.Danger : ButtonStyle.Secondary,
    label: labelOf(label, limits.buttonLabel),
    custom_id: path,
    disabled,
    ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
  };
}

/** A button that opens a page, or `null` where Discord would refuse the URL. */
export function linkButton(label: string, url: string): APIButtonComponentWithURL | null {
  const href = safeUrl(url);
  if (href === null || href.length > limits.buttonUrl) return null;
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Link,
    label: labelOf(label, limits.buttonLabel),
    url: href,
  };
}

/** The custom_id of a menu whose values are paths: picking one opens it. */
export const navigateMenuId = "go";

/** A menu of paths to open, within Discord's limits: texts are truncated, options beyond 25 left out. */
export function menu(
  placeholder: string,
  options: readonly { readonly label: string; readonly path: string; readonly description?: string }[],
): Menu | undefined {
  if (options.length === 0) return undefined;
  return {
    type: ComponentType.StringSelect,
    custom_id: navigateMenuId,
    placeholder: truncate(placeholder, limits.menuPlaceholder),
    options: options.slice(0, limits.menuOptions).map(({ label, path, description = "" }) => ({
      label: labelOf(label, limits.menuText),
      value: path,
      ...(plainLine(description) === "" ? {} : { description: labelOf(description, limits.menuText) }),
    })),
  };
}

/** Discord rejects empty labels: text without visible characters becomes a dash. */
function labelOf(text: string, length: number): string {
  return truncate(plainLine(text), length) || "–";
}

/** A view of one short text. */
export function textView(...lines: readonly string[]): View {
  return { kind: "view", blocks: [textBlock(...lines)] };
}
