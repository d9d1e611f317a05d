/** The launcher's own process: runs the commands that it is told, and ends, with all of them, when the bot has ended. */
import type { Command, CommandEnd } from "./command.js";
import type { FromLauncher, ToLauncher } from "./launcher-messages.js";
import { runCommand } from "./run-command.js";
import { workForBot } from "./work-for-bot.js";

const running = new Map<number, AbortController>();

process.on("message", ({ id, ...message }: ToLauncher) => {
  if (message.kind === "stop") running.get(id)?.abort();
  else void run(id, message.command);
});
workForBot("launcher", () => {
  for (const stop of running.values()) stop.abort();
});

async function run(id: number, command: Command): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  const end = await runCommand(command, (piece) => say({ kind: "output", id, piece }), stop.signal).catch(
    toFailure,
  );
  running.delete(id);
  say({ kind: "end", id, end });
}

function toFailure(error: unknown): CommandEnd {
  return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
}

function say(message: FromLauncher): void {
  process.send?.(message);
}
