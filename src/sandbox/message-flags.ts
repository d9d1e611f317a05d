import type { MessageFlags } from "discord-api-types/v10";

/** Discord's numbers, as literals: the page uses this file and does not bundle discord-api-types. */
const crossposted: MessageFlags.Crossposted = 1;
const ephemeral: MessageFlags.Ephemeral = 64;
const loading: MessageFlags.Loading = 128;
const componentsV2: MessageFlags.IsComponentsV2 = 32_768;

type Flagged = { readonly flags?: number | null | undefined };

export function isV2({ flags }: Flagged): boolean {
  return ((flags ?? 0) & componentsV2) !== 0;
}

/** Published to the servers that follow the channel. */
export function isPublished({ flags }: Flagged): boolean {
  return ((flags ?? 0) & crossposted) !== 0;
}

export function isEphemeral({ flags }: Flagged): boolean {
  return ((flags ?? 0) & ephemeral) !== 0;
}

/** *The bot is thinking…*: a deferred answer that is still pending. */
export function isLoading({ flags }: Flagged): boolean {
  return ((flags ?? 0) & loading) !== 0;
}
