import { type REST, Routes } from "discord.js";
import { z } from "zod";

const message = z.object({
  id: z.string(),
  content: z.string(),
  flags: z.number().default(0),
  thread: z.unknown().optional(),
  embeds: z.unknown(),
  components: z.unknown(),
});
export type SeenMessage = z.output<typeof message>;
const messages = z.array(message);

/** Every message of a channel, newest first, as the bot sees them. */
export async function historyOf(rest: REST, channelId: string): Promise<readonly SeenMessage[]> {
  const all: SeenMessage[] = [];
  for (;;) {
    const query = new URLSearchParams({
      limit: "100",
      ...(all.length > 0 && { before: all.at(-1)?.id ?? "" }),
    });
    const page = messages.parse(await rest.get(Routes.channelMessages(channelId), { query }));
    all.push(...page);
    if (page.length < 100) return all;
  }
}
