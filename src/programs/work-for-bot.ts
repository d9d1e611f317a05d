import { constants, getPriority, setPriority } from "node:os";

/** Greater is less. A bot that was started with less gives it to its processes as it is. */
const priority = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Makes this process one that works for the bot: it lives as long as the bot, and ends with it. Where both want
 * a processor the bot has it, as people wait for its answers; so it is with the programs that this process starts.
 *
 * @param title its name, as `ps` shows it
 * @param onEnd called when the bot has ended, before this process does
 */
export function workForBot(title: string, onEnd: () => void = () => {}): void {
  process.title = `paperboy, ${title}`;
  if (getPriority() < priority) setPriority(priority);
  process.on("disconnect", () => {
    onEnd();
    process.exit();
  });
  // A terminal sends these to every process. When to end is the bot's to say.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
}
