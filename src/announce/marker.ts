import { z } from "zod";

/** As much of a message as holds its custom_ids: in rows, and in whatever else may hold components. */
const component: z.ZodType<Component> = z.object({
  custom_id: z.string().optional(),
  components: z.lazy(() => z.array(component)).optional(),
});
interface Component {
  readonly custom_id?: string | undefined;
  readonly components?: readonly Component[] | undefined;
}

/** A message as a channel's history gives it. */
export const markedMessage = z.object({
  id: z.string(),
  author: z.object({ id: z.string() }),
  components: z.array(component).default([]),
});
export const markedMessages = z.array(markedMessage);
type MarkedMessage = z.output<typeof markedMessage>;

/** Whether it is the bot's, and one of its components has the marker as a part of its custom_id (`told:MARKER:2`). */
export function isMarked(
  { author, components }: MarkedMessage,
  { botId, marker }: { readonly botId: string; readonly marker: string },
): boolean {
  const isIn = (each: Component): boolean =>
    each.custom_id?.split(":").includes(marker) === true || (each.components ?? []).some(isIn);
  return author.id === botId && components.some(isIn);
}
