import { z } from "zod";
import { UserError } from "../interactions/user-error.js";
import type { SubscriptionSettings } from "../store/subscription.js";
import type { Context } from "./context.js";
import { parseCadence } from "./parse-cadence.js";
import { requireServerAnnouncing } from "./require-announcing.js";
import { type WantedSettings, wantedOf, wantedSettings } from "./wanted-settings.js";

/** Settings of a subscription that are being filled in. */
export interface Draft {
  readonly wanted: WantedSettings;
  /** The subscription that is edited, with the settings that the person saw; null for a new one. */
  readonly edits: { readonly id: string; readonly base: SubscriptionSettings } | null;
}

const kept = z.object({
  wanted: wantedSettings,
  edits: z
    .object({
      id: z.string(),
      base: wantedSettings,
      channelKind: z.enum(["text", "announcement", "forum", "dm"]),
    })
    .nullable(),
});

/** Keeps a draft for a day, for buttons and forms. @returns its id. */
export async function keepDraft({ wanted, edits }: Draft, context: Context): Promise<string> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const edited = edits && { id: edits.id, base: wantedOf(edits.base), channelKind: edits.base.channelKind };
  return await announcing.keepDraft(guildId, { wanted, edits: edited } satisfies z.input<typeof kept>);
}

/** @throws {UserError} where it is older than a day, or of another server. */
export async function findDraft(id: string, context: Context): Promise<Draft> {
  const { announcing, guildId } = requireServerAnnouncing(context);
  const found = kept.safeParse(await announcing.findDraft(guildId, id));
  if (!found.success) throw new UserError("This was begun too long ago: start again.");
  const { wanted, edits } = found.data;
  if (edits === null) return { wanted, edits };
  const { base, channelKind } = edits;
  const cadence = parseCadence(base.cadence) ?? { kind: "at once" };
  return { wanted, edits: { id: edits.id, base: { ...base, guildId, channelKind, cadence } } };
}
