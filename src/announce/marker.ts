import { z } from "zod";

/** A component with its custom_id, and the components inside it: rows, containers, sections. */
const component: z.ZodType<Component> = z.object({
  custom_id: z.string().optional(),
  components: z.lazy(() => z.array(component)).optional(),
});
interface Component {
  readonly custom_id?: string | undefined;
  readonly components?: readonly Component[] | undefined;
}

/** A message of a channel's history. */
export const markedMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(component).default([]),
});
export const markedMessages = z.array(markedMessage);
type MarkedMessage = z.output<typeof markedMessage>;

/** Whether the message is the bot's, and one of its custom_ids contains the marker as a part (`told:PAGE:MARKER`). */
export function isMarked(
  { author, components }: MarkedMessage,
  { botId, marker }: { readonly botId: string; readonly marker: string },
): boolean {
  const hasMarker = ({ custom_id, components = [] }: Component): boolean =>
    custom_id?.split(":").includes(marker) === true || components.some(hasMarker);
  return author.id === botId && components.some(hasMarker);
}
