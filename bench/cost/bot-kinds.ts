import { join } from "node:path";
import type { BotKind } from "./measured-bot.js";

/** What a bench is started with to be the least bot itself. The address of the API and the token follow. */
export const bareArgument = "bare";

/** The least bot, which this program is if its first argument is {@link bareArgument}. @param program its own path */
export function bareBot(program: string): BotKind {
  return {
    command: ({ api, token }) => ({ args: [program, bareArgument, api, token] }),
    ask: () => ["ping"],
    isWhole: (answer) => answer.kind === "message",
  };
}

/** Paperboy with the default list, and a store in this folder. */
export function paperboy(folder: string, queryOf: (round: number) => string): BotKind {
  return {
    command: ({ api, token }) => ({
      args: ["dist/src/main.js", "start"],
      env: {
        DISCORD_API_URL: api,
        DISCORD_TOKEN: token,
        DATABASE_FILE: join(folder, "paperboy.sqlite"),
        DETAILS: "false",
        LIST_FILE: "data/awesome-transformer-quantization.md",
        LOG_LEVEL: "silent",
      },
    }),
    ask: (round) => ["search", { query: queryOf(round) }],
    isWhole: (answer) => JSON.stringify(answer).includes("I-ViT"),
  };
}
