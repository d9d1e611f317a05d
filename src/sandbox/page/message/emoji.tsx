import type { APIMessageComponentEmoji } from "discord-api-types/v10";

/** An emoji of a button or option. Custom emoji are images on another host, so only the name is shown. */
export function Emoji({ emoji }: { readonly emoji: APIMessageComponentEmoji | undefined }) {
  if (!emoji?.name) return null;
  return (
    <span class="emoji" aria-hidden="true">
      {emoji.id ? `:${emoji.name}:` : emoji.name}
    </span>
  );
}
