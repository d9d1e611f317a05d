import type { InteractionType } from "discord-api-types/v10";
import type { Answer, Choice } from "../protocol.js";
import type { Snowflakes } from "../snowflakes.js";

/** The outcome of an interaction: an answer to show, or suggestions. */
export type Outcome = Answer | { readonly kind: "choices"; readonly choices: Choice[] };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly personId: string;
  readonly channelId: string;
  /** The command's name, shown above the answer. */
  readonly commandName?: string;
  /** The message that a message command was run on. */
  readonly targetId?: string;
  /** The message with the button or menu, or from which the form was opened. */
  readonly messageId?: string;
  readonly createdAt: number;
  state: "waiting" | "answered" | "late";
  /** The id of the `@original` message. */
  originalId?: string;
}

export interface Deadlines {
  /** Milliseconds within which the bot must answer. */
  readonly answer: number;
  /** Milliseconds for which the token is valid. */
  readonly token: number;
}

export interface Interactions {
  /** Opens an interaction. `send` sends it to the bot and returns false if there is none. */
  open(
    about: Pick<Interaction, "type" | "personId" | "channelId" | "commandName" | "targetId" | "messageId">,
    send: (interaction: Interaction) => boolean,
  ): Promise<Outcome>;
  /** By the id and token of a callback's path; undefined if unknown or expired. */
  find(id: string, token: string): Interaction | undefined;
  byToken(token: string): Interaction | undefined;
  /** Records the bot's answer. */
  settle(interaction: Interaction, outcome: Outcome): void;
}

const noAnswer: Outcome = { kind: "failed", reason: "The application did not respond" };
const maxTokens = 10_000;

/** The interactions whose tokens are valid, with the callers that wait for their answers. */
export function createInteractions(ids: Snowflakes, now: () => number, deadlines: Deadlines): Interactions {
  const byToken = new Map<string, Interaction>();
  const waiting = new Map<string, (outcome: Outcome) => void>();

  const deleteExpired = () => {
    for (const [token, interaction] of byToken) {
      if (now() - interaction.createdAt < deadlines.token && byToken.size <= maxTokens) break;
      byToken.delete(token);
    }
  };
  const alive = (interaction: Interaction | undefined) =>
    interaction && now() - interaction.createdAt < deadlines.token ? interaction : undefined;

  return {
    open(about, send) {
      deleteExpired();
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
        if (!send(interaction)) finish(noAnswer);
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
