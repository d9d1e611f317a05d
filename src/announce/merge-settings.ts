import { isDeepStrictEqual } from "node:util";
import type { SubscriptionSettings } from "../store/subscription.js";

/** The settings that a person decides, in the order in which they are shown. */
export const settingNames = [
  "channelId",
  "channelKind",
  "query",
  "kinds",
  "cadence",
  "mentionRoleId",
  "thread",
  "publish",
  "quiet",
  "tags",
] as const satisfies readonly (keyof SubscriptionSettings)[];

export type SettingName = (typeof settingNames)[number];

/** The settings in which two differ. */
export function differences(a: SubscriptionSettings, b: SubscriptionSettings): SettingName[] {
  return settingNames.filter((name) => !isDeepStrictEqual(a[name], b[name]));
}

/** An edit on top of the settings as they are now. */
export type Merged =
  | { readonly kind: "merged"; readonly settings: SubscriptionSettings }
  /** Somebody else has changed one of the same settings, to something else. */
  | { readonly kind: "conflict"; readonly names: readonly SettingName[] };

/**
 * What a person has changed, written over the settings as they are now: what others changed in the meantime stays.
 *
 * @param base the settings that the person saw
 * @param wanted what the person made of them
 */
export function mergeSettings<Settings extends SubscriptionSettings>(
  current: Settings,
  base: SubscriptionSettings,
  wanted: SubscriptionSettings,
): Merged {
  const changed = differences(base, wanted);
  const theirs = differences(base, current);
  const unwanted = differences(current, wanted);
  const names = changed.filter((name) => theirs.includes(name) && unwanted.includes(name));
  if (names.length > 0) return { kind: "conflict", names };
  const mine = Object.fromEntries(changed.map((name) => [name, wanted[name]]));
  return { kind: "merged", settings: { ...current, ...mine } };
}
