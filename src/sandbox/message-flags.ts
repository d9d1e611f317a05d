import { MessageFlags } from "discord-api-types/v10";

type Flagged = { readonly flags?: number | null | undefined };

export function isV2({ flags }: Flagged): boolean {
  return ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

export function isEphemeral({ flags }: Flagged): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

/** *The bot is thinking…*: a deferred answer that has not come yet. */
export function isLoading({ flags }: Flagged): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}
