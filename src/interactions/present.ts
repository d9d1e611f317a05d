import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  ComponentType,
} from "discord-api-types/v10";
import { limits } from "./limits.js";
import { share } from "./share.js";
import { accent, type Block, type Menu, rows, separator, textBlock, type View } from "./view.js";

/** Who will see a view: the person who asked, or the whole channel, with the name of who shared it. */
export type Audience =
  | {
      readonly kind: "asker";
      /** False where nobody else would see it. @default true */
      readonly mayShare?: boolean;
    }
  | { readonly kind: "everyone"; readonly sharedBy: string };

/**
 * Lays a view out as one container within Discord's limits: blocks over the text or component budget are left out from
 * the end, and a last line says so; menu and buttons always stay.
 */
export function present(view: View, audience: Audience): APIContainerComponent {
  const mayShare = audience.kind === "asker" && audience.mayShare !== false;
  const shared = mayShare && view.path !== undefined ? [share.button(view.path)] : [];
  const buttons = [...(view.buttons ?? []).slice(0, limits.buttonsInRow - shared.length), ...shared];
  const controls: APIActionRowComponent<Menu>[] | ReturnType<typeof rows> = rows(buttons);
  const menuRow: APIActionRowComponent<Menu>[] =
    view.menu === undefined ? [] : [{ type: ComponentType.ActionRow, components: [view.menu] }];
  const note = audience.kind === "everyone" ? [textBlock(`-# Shared by <@${audience.sharedBy}>`)] : [];
  const foot: APIComponentInContainer[] = [
    ...note,
    ...(menuRow.length + controls.length > 0 ? [separator] : []),
    ...menuRow,
    ...controls,
  ];
  return {
    type: ComponentType.Container,
    accent_color: accent,
    components: [...keepWhatFits(view.blocks, foot), ...foot],
  };
}

const leftOut = textBlock("-# There is more than fits into one message.");

function keepWhatFits(blocks: readonly Block[], foot: readonly APIComponentInContainer[]): Block[] {
  const fixed = measure([...foot, leftOut]);
  const kept: Block[] = [];
  let used = { components: fixed.components + 1, text: fixed.text, bytes: fixed.bytes };
  for (const block of blocks) {
    const size = measure([block]);
    used = {
      components: used.components + size.components,
      text: used.text + size.text,
      bytes: used.bytes + size.bytes,
    };
    if (used.components > limits.components || used.text > limits.text || used.bytes > limits.textBytes) {
      return [...kept, leftOut];
    }
    kept.push(block);
  }
  return kept;
}

/** What components use of a message's budget, nested ones included. */
function measure(components: readonly APIComponentInContainer[]): {
  components: number;
  text: number;
  bytes: number;
} {
  const total = { components: 0, text: 0, bytes: 0 };
  for (const component of components) {
    total.components += 1;
    if (component.type === ComponentType.ActionRow) total.components += component.components.length;
    if (component.type === ComponentType.TextDisplay) {
      total.text += component.content.length;
      total.bytes += Buffer.byteLength(component.content) + 12;
    }
  }
  return total;
}
