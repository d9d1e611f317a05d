import { useClient } from "../state/session.js";
import "./connection-note.css";

/** Shown while the sandbox or the bot is not connected. */
export function ConnectionNote() {
  const connection = useClient((state) => state.connection);
  const bot = useClient((state) => state.world.bot);
  if (connection === "disconnected")
    return (
      <p class="connection" role="status">
        <span class="spinner" aria-hidden="true" /> Disconnected from the sandbox. Reconnecting…
      </p>
    );
  if (!bot.online)
    return (
      <p class="connection" role="status">
        {bot.name} is offline. It cannot answer commands until it connects.
      </p>
    );
  return null;
}
