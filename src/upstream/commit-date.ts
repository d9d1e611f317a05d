import { z } from "zod";
import type { RepositoryGit } from "./git.js";

/** `%ct %cd` with this option: git itself ends at some dates where it has to print them in another form. */
export const rawDate = { option: "--date=raw", format: "%ct %cd" } as const;

/** 9999-12-31T23:59:59Z: later years have no ISO 8601 date of four digits. */
const maxSeconds = 253_402_300_799;

/**
 * When a commit was made, from git's `rawDate`: ISO 8601 with its offset. Null if the commit says nothing that can be
 * right: no date, text, before 1970, after the year 9999. A date with an impossible offset is given in UTC.
 */
export const commitDate = z.string().transform((raw): string | null => {
  const [, digits, zone = ""] = /^(\d{1,12}) \d+ ([+-]\d+)$/.exec(raw.trim()) ?? [];
  const seconds = Number(digits);
  if (digits === undefined || seconds > maxSeconds) return null;
  const offset = offsetOf(zone);
  const isInRange = offset !== null && seconds + offset.seconds <= maxSeconds;
  const { text, seconds: shift } = isInRange ? offset : { text: "+00:00", seconds: 0 };
  return new Date((seconds + shift) * 1000).toISOString().slice(0, 19) + text;
});

/** As `commitDate`, also null if the repository does not have the commit. */
export async function dateOfCommit(git: RepositoryGit, sha: string): Promise<string | null> {
  const shown = git(["show", "--no-patch", rawDate.option, `--format=${rawDate.format}`, sha]);
  return commitDate.parse(String(await shown.catch(() => "")));
}

/** Time zones are between -12:00 and +14:00. */
function offsetOf(zone: string): { readonly text: string; readonly seconds: number } | null {
  const [, sign, hours, minutes] = /^([+-])(0\d|1[0-4])([0-5]\d)$/.exec(zone) ?? [];
  if (sign === undefined) return null;
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60;
  const isAhead = sign === "+" || seconds === 0;
  return { text: `${isAhead ? "+" : "-"}${hours}:${minutes}`, seconds: isAhead ? seconds : -seconds };
}
