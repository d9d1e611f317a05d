import { editDistance } from "../catalogue/edit-distance.js";
import { settings } from "./settings.js";

/** A variable that is no setting, and the setting that it resembles. */
export interface MisspelledSetting {
  readonly given: string;
  readonly meant: string;
}

/**
 * Variables that resemble a setting which is not set, such as `UPSTREAM_ULR`. The environment also has other programs'
 * variables, so this is a guess: `HTTPS_PORT` beside `HTTP_PORT` is none.
 */
export function misspelledSettings(
  variables: Readonly<Record<string, string | undefined>>,
): readonly MisspelledSetting[] {
  const isSet = (name: string) => (variables[name] ?? "").trim() !== "";
  const names = Object.keys(settings.shape);
  const unset = names.filter((name) => !isSet(name));
  return Object.keys(variables)
    .filter((given) => isSet(given) && !names.includes(given))
    .flatMap((given) => {
      const meant = nearest(given, unset);
      return meant === null ? [] : [{ given, meant }];
    });
}

function nearest(given: string, names: readonly string[]): string | null {
  const letters = lettersOf(given);
  const [best] = names
    .map((name) => ({ name, right: lettersOf(name) }))
    .map(({ name, right }) => ({ name, limit: maxTypos(right), distance: editDistance(letters, right, 2) }))
    .filter(({ distance, limit }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.name ?? names.find((name) => hasOneWordMore(given, name)) ?? null;
}

/** One in seven letters may be wrong, and two at most. */
function maxTypos(name: string): number {
  return Math.min(2, Math.floor(name.length / 7));
}

/** `discord-token` and `DISCORDTOKEN` have the letters of `DISCORD_TOKEN`. */
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** `DISCORD_BOT_TOKEN` has one word more than `DISCORD_TOKEN`, after the first. */
function hasOneWordMore(given: string, name: string): boolean {
  const words = given.toUpperCase().split(/[^A-Z0-9]+/);
  return words.some((_, index) => index > 0 && words.toSpliced(index, 1).join("_") === name);
}
