import { useClient } from "../state/session.js";
import "./connection-note.css";

/** Says what is not as it should be, and nothing while all is well. */
export function ConnectionNote() {
  const connection = useClient((state) => state.connection);
  const bot = useClient((state) => state.world.bot);
  if (connection === "away")
    return (
      <p class="connection" role="status">
        <span class="spinner" aria-hidden="true" /> The sandbox is away. This page goes on by itself once it
        is back.
      </p>
    );
  if (!bot.online)
    return (
      <p class="connection" role="status">
        {bot.name} is offline: commands get no answer until it connects.
      </p>
    );
  return null;
}
