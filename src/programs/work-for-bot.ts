/**
 * Makes this process one that works for the bot: it lives as long as the bot, and ends with it.
 *
 * @param title its name, as `ps` shows it
 * @param onEnd called when the bot has ended, before this process does
 */
export function workForBot(title: string, onEnd: () => void = () => {}): void {
  process.title = `paperboy, ${title}`;
  process.on("disconnect", () => {
    onEnd();
    process.exit();
  });
  // A terminal sends these to every process. When to end is the bot's to say.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
}
