import type { InteractionType } from "discord-api-types/v10";
import type { Answer, Choice } from "../protocol.js";
import type { Snowflakes } from "../snowflakes.js";

/** What came of an interaction: an answer to show, or suggestions. */
export type Outcome = Answer | { readonly kind: "choices"; readonly choices: Choice[] };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly personId: string;
  readonly channelId: string;
  /** The slash command's name, for the line above its answer. */
  readonly commandName?: string;
  /** The message whose button, menu or form this is. */
  readonly messageId?: string;
  readonly createdAt: number;
  state: "waiting" | "answered" | "late";
  /** The message that `@original` stands for. */
  originalId?: string;
}

export interface Deadlines {
  /** Milliseconds until the first answer has to be there. */
  readonly answer: number;
  /** Milliseconds for which the token can be used after. */
  readonly token: number;
}

export interface Interactions {
  /** Opens an interaction; `deliver` hands it to the bot and says whether there is one. */
  open(
    about: Pick<Interaction, "type" | "personId" | "channelId" | "commandName" | "messageId">,
    deliver: (interaction: Interaction) => boolean,
  ): Promise<Outcome>;
  /** By the id and token of a callback's path; none where it was never there or is over. */
  find(id: string, token: string): Interaction | undefined;
  byToken(token: string): Interaction | undefined;
  /** The bot has answered. */
  settle(interaction: Interaction, outcome: Outcome): void;
}

const noAnswer: Outcome = { kind: "failed", reason: "The application did not respond" };
const maxTokens = 10_000;

/** The interactions of the last fifteen minutes, and who waits for their answers. */
export function createInteractions(ids: Snowflakes, now: () => number, deadlines: Deadlines): Interactions {
  const byToken = new Map<string, Interaction>();
  const waiting = new Map<string, (outcome: Outcome) => void>();

  const forgetOld = () => {
    for (const [token, interaction] of byToken) {
      if (now() - interaction.createdAt < deadlines.token && byToken.size <= maxTokens) break;
      byToken.delete(token);
    }
  };
  const alive = (interaction: Interaction | undefined) =>
    interaction && now() - interaction.createdAt < deadlines.token ? interaction : undefined;

  return {
    open(about, deliver) {
      forgetOld();
      const id = ids.next();
      const token = Buffer.from(`interaction:${id}:${crypto.randomUUID()}`).toString("base64url");
      const interaction: Interaction = { ...about, id, token, createdAt: now(), state: "waiting" };
      byToken.set(token, interaction);
      return new Promise((resolve) => {
        const finish = (outcome: Outcome) => {
          clearTimeout(timer);
          waiting.delete(id);
          if (interaction.state === "waiting") interaction.state = "late";
          resolve(outcome);
        };
        const timer = setTimeout(() => finish(noAnswer), deadlines.answer);
        waiting.set(id, finish);
        if (!deliver(interaction)) finish(noAnswer);
      });
    },
    find(id, token) {
      const interaction = alive(byToken.get(token));
      return interaction?.id === id ? interaction : undefined;
    },
    byToken: (token) => alive(byToken.get(token)),
    settle(interaction, outcome) {
      interaction.state = "answered";
      waiting.get(interaction.id)?.(outcome);
    },
  };
}
