/** What somebody typed, as it can be used, or why it can not. */
export type FieldOutcome =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "refused"; readonly reason: string };

const maxTitleLength = 300;
const maxUrlLength = 500;

/** One line of text: every kind of white space and control character is a single space. */
export function readTitle(typed: string): FieldOutcome {
  if (typed.length > maxTitleLength) return refused(`A title has at most ${maxTitleLength} characters.`);
  const value = typed
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return value === "" ? refused("Give the paper a title.") : { kind: "value", value };
}

/** A web address, written so that it can stand in a markdown link and in a table. */
export function readUrl(typed: string, what: string): FieldOutcome {
  const url = typed.length <= maxUrlLength && URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    return refused(`The ${what} has to be a web address like https://example.org/paper, and not a long one.`);
  }
  return { kind: "value", value: url.href.replace(/[()[\]\\|`<>*]/g, percent) };
}

export function readYear(typed: string): FieldOutcome {
  const value = typed.trim();
  return /^(?:19[5-9]|20[0-4])\d$/.test(value)
    ? { kind: "value", value }
    : refused("The year has to be one from 1950 to 2049, like 2024.");
}

/** One of a menu's choices. */
export function readChoice(typed: string, choices: readonly string[]): FieldOutcome {
  return choices.includes(typed)
    ? { kind: "value", value: typed }
    : refused(`The venue has to be one of these: ${choices.join(", ")}.`);
}

function refused(reason: string): FieldOutcome {
  return { kind: "refused", reason };
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
