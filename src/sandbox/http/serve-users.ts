import { MessageType, PermissionFlagsBits } from "discord-api-types/v10";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import { compose } from "../messages/compose.js";
import { toMessage } from "../messages/message-store.js";
import type { SandboxServices } from "../services.js";
import { ActionError } from "../users/action-error.js";
import { findChannel, findPerson } from "../users/find.js";
import { runCommand, suggest } from "../users/run-command.js";
import { runMessageCommand } from "../users/run-message-command.js";
import { usableCommands } from "../users/usable-commands.js";
import { choose, press, submit } from "../users/use-components.js";
import { permissionsOf } from "../world/create-world.js";
import { parse, readJson } from "./read-json.js";
import * as schemas from "./schemas.js";

/** The API of people: `createPerson` is its client. */
export function serveUsers(services: SandboxServices): Hono {
  const app = new Hono();

  const where = (context: Context) => {
    const { as, channel } = parse(schemas.whereSchema, context.req.query());
    const person = findPerson(services, as);
    return { person, channel: findChannel(services, person, channel) };
  };
  const post = <T>(path: string, schema: z.ZodType<T>, handle: (body: T) => unknown) =>
    app.post(path, async (context) => context.json(await handle(await readJson(context, schema))));

  app.get("/commands", (context) => {
    const { person, channel } = where(context);
    return context.json(usableCommands(services, person, channel));
  });
  app.get("/messages", (context) => {
    const { person, channel } = where(context);
    const visible = services.messages
      .in(channel.id)
      .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === person.id);
    return context.json(visible.map(toMessage));
  });
  post("/messages", schemas.saySchema, ({ as, channel, content }) => {
    const person = findPerson(services, as);
    const where = findChannel(services, person, channel);
    if (!(permissionsOf(services.world(), person, where) & PermissionFlagsBits.SendMessages)) {
      throw new ActionError(`${person.name} may not write in ${where.name}.`);
    }
    const target = { id: services.ids.next(), channelId: where.id, files: [] };
    const author = {
      world: services.world(),
      author: person,
      mayMentionAll: false,
      mentionsByDefault: ["users"],
    };
    const message = compose({ content }, target, author);
    return services.publisher.post({ message: { ...message, type: MessageType.Default } }).message;
  });
  post("/messages/dismiss", schemas.dismissSchema, ({ as, message }) => {
    const stored = services.messages.get(message);
    if (stored?.onlyFor !== findPerson(services, as).id) {
      throw new ActionError("Only your own ephemeral messages can be dismissed.");
    }
    services.publisher.remove(stored);
    return {};
  });
  const typed = (body: z.infer<typeof schemas.runSchema>) => {
    const person = findPerson(services, body.as);
    const channel = findChannel(services, person, body.channel);
    return { person, channel, line: body.command, values: body.options };
  };
  post("/interactions/run", schemas.runSchema, (body) => runCommand(services, typed(body)));
  post("/interactions/suggest", schemas.suggestSchema, (body) =>
    suggest(services, typed(body), body.focused),
  );
  post("/interactions/message-command", schemas.messageCommandSchema, ({ as, message, command }) =>
    runMessageCommand(services, findPerson(services, as), message, command),
  );
  post("/interactions/press", schemas.pressSchema, ({ as, message, button }) =>
    press(services, findPerson(services, as), message, button),
  );
  post("/interactions/choose", schemas.chooseSchema, ({ as, message, menu, values }) =>
    choose(services, findPerson(services, as), message, menu, values),
  );
  post("/interactions/submit", schemas.submitSchema, ({ as, modal, values }) =>
    submit(services, findPerson(services, as), modal, values),
  );
  return app;
}
