/** A field's valid value, or why it is refused. */
export type FieldOutcome =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "refused"; readonly reason: string };

const maxTitleLength = 300;
const maxUrlLength = 500;

/** One line: each run of white space and control characters becomes a space. */
export function readTitle(typed: string): FieldOutcome {
  if (typed.length > maxTitleLength) return refused(`A title has at most ${maxTitleLength} characters.`);
  const value = typed
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return value === "" ? refused("Give the paper a title.") : { kind: "value", value };
}

/** A web address, escaped for markdown links and tables. */
export function readUrl(typed: string, what: string): FieldOutcome {
  const url = typed.length <= maxUrlLength && URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    return refused(
      `The ${what} must be a web address like https://example.org/paper, of at most ${maxUrlLength} characters.`,
    );
  }
  return { kind: "value", value: url.href.replace(/[()[\]\\|`<>*]/g, percent) };
}

export function readYear(typed: string): FieldOutcome {
  const value = typed.trim();
  return /^(?:19[5-9]|20[0-4])\d$/.test(value)
    ? { kind: "value", value }
    : refused("The year must be from 1950 to 2049, such as 2024.");
}

export function readChoice(typed: string, choices: readonly string[]): FieldOutcome {
  return choices.includes(typed)
    ? { kind: "value", value: typed }
    : refused(`The venue must be one of these: ${choices.join(", ")}.`);
}

function refused(reason: string): FieldOutcome {
  return { kind: "refused", reason };
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
