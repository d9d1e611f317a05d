import { MessageType, PermissionFlagsBits } from "discord-api-types/v10";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { House } from "../house.js";
import { compose } from "../messages/compose.js";
import { asSeen } from "../messages/message-store.js";
import { Cannot } from "../people/cannot.js";
import { findChannel, findPerson } from "../people/find.js";
import { usableCommands } from "../people/usable-commands.js";
import { runCommand, suggest } from "../people/use-commands.js";
import { choose, press, submit } from "../people/use-components.js";
import { permissionsOf } from "../world/create-world.js";
import { parse, readJson } from "./read-json.js";
import * as schemas from "./schemas.js";

/** What people do and see, over HTTP: what `createPerson` calls. */
export function servePeople(house: House): Hono {
  const app = new Hono();

  const where = (context: Context) => {
    const { as, channel } = parse(schemas.whereSchema, context.req.query());
    const person = findPerson(house, as);
    return { person, channel: findChannel(house, person, channel) };
  };
  /** A route that takes a JSON body of this shape and answers with what `act` gives. */
  const post = <T>(path: string, schema: z.ZodType<T>, act: (body: T) => unknown) =>
    app.post(path, async (context) => context.json(await act(await readJson(context, schema))));

  app.get("/commands", (context) => {
    const { person, channel } = where(context);
    return context.json(usableCommands(house, person, channel));
  });
  app.get("/messages", (context) => {
    const { person, channel } = where(context);
    const visible = house.messages
      .in(channel.id)
      .filter(({ onlyFor }) => onlyFor === undefined || onlyFor === person.id);
    return context.json(visible.map(asSeen));
  });
  post("/messages", schemas.saySchema, ({ as, channel, content }) => {
    const person = findPerson(house, as);
    const where = findChannel(house, person, channel);
    if (!(permissionsOf(house.world(), person, where) & PermissionFlagsBits.SendMessages)) {
      throw new Cannot(`${person.name} may not write in ${where.name}.`);
    }
    const place = { id: house.ids.next(), channelId: where.id, files: [] };
    const author = {
      world: house.world(),
      author: person,
      mayMentionAll: false,
      mentionsByDefault: ["users"],
    };
    const message = compose({ content }, place, author);
    return house.messenger.post({ message: { ...message, type: MessageType.Default } }).message;
  });
  post("/messages/dismiss", schemas.dismissSchema, ({ as, message }) => {
    const stored = house.messages.get(message);
    if (stored?.onlyFor !== findPerson(house, as).id) {
      throw new Cannot("Only your own ephemeral messages can be dismissed.");
    }
    house.messenger.remove(stored);
    return {};
  });
  const typed = (body: z.infer<typeof schemas.runSchema>) => {
    const person = findPerson(house, body.as);
    const channel = findChannel(house, person, body.channel);
    return { person, channel, line: body.command, values: body.options };
  };
  post("/interactions/run", schemas.runSchema, (body) => runCommand(house, typed(body)));
  post("/interactions/suggest", schemas.suggestSchema, (body) => suggest(house, typed(body), body.focused));
  post("/interactions/press", schemas.pressSchema, ({ as, message, button }) =>
    press(house, findPerson(house, as), message, button),
  );
  post("/interactions/choose", schemas.chooseSchema, ({ as, message, menu, values }) =>
    choose(house, findPerson(house, as), message, menu, values),
  );
  post("/interactions/submit", schemas.submitSchema, ({ as, modal, values }) =>
    submit(house, findPerson(house, as), modal, values),
  );
  return app;
}
