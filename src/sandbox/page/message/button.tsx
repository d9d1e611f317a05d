import type { APIButtonComponent } from "discord-api-types/v10";
import { ExternalLink } from "../markdown/external-link.js";
import { Icon } from "../shell/icon.js";
import { linkButtonStyle, premiumButtonStyle } from "./component-kinds.js";
import { Emoji } from "./emoji.js";
import { useMessageActions } from "./message-context.js";

/** By Discord's button style. */
const styleClasses = ["", "primary", "secondary", "success", "danger"];

export function Button({ button }: { readonly button: APIButtonComponent }) {
  const actions = useMessageActions();
  if (button.style === premiumButtonStyle) return <p class="quiet">A purchase button.</p>;
  const inside = (
    <>
      <Emoji emoji={button.emoji} />
      {button.label && <span class="button-label">{button.label}</span>}
    </>
  );
  if (button.style === linkButtonStyle) {
    if (button.disabled)
      return (
        <button type="button" class="button secondary" disabled>
          {inside}
        </button>
      );
    return (
      <ExternalLink class="button secondary" url={button.url}>
        {inside}
        <Icon name="out" size={14} />
      </ExternalLink>
    );
  }
  const { custom_id: customId, style } = button;
  const isBusy = actions.isBusy(customId);
  return (
    <button
      type="button"
      class={`button ${styleClasses[style] ?? "secondary"}`}
      disabled={button.disabled}
      // Not `disabled` while waiting, to keep the focus.
      aria-disabled={actions.isWaiting}
      aria-busy={isBusy}
      aria-label={button.label ? undefined : (button.emoji?.name ?? "Button")}
      onClick={() => actions.isWaiting || actions.press(customId)}
    >
      {inside}
    </button>
  );
}
