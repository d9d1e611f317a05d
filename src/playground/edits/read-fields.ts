import { Refused } from "./edit.js";

// Each function returns a valid value, or throws `Refused`.

const maxTitleLength = 300;
const maxUrlLength = 500;

/** One line: each run of white space and control characters becomes a space. */
export function readTitle(typed: string): string {
  if (typed.length > maxTitleLength) throw new Refused(`A title has at most ${maxTitleLength} characters.`);
  const title = typed
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  if (title === "") throw new Refused("Give the paper a title.");
  return title;
}

/** A web address, escaped for markdown links and tables. */
export function readUrl(typed: string, what: string): string {
  const url = typed.length <= maxUrlLength && URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new Refused(
      `The ${what} must be a web address like https://example.org/paper, of at most ${maxUrlLength} characters.`,
    );
  }
  return url.href.replace(/[()[\]\\|`<>*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function readYear(typed: string): string {
  const year = typed.trim();
  if (/^(?:19[5-9]|20[0-4])\d$/.test(year)) return year;
  throw new Refused("The year must be from 1950 to 2049, such as 2024.");
}

export function readVenue(typed: string, choices: readonly string[]): string {
  if (choices.includes(typed)) return typed;
  throw new Refused(`The venue must be one of these: ${choices.join(", ")}.`);
}
