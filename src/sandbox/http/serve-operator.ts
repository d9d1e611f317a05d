import { type Context, Hono } from "hono";
import type { House } from "../house.js";
import { Cannot } from "../people/cannot.js";
import { findPerson } from "../people/find.js";
import type { World } from "../protocol.js";
import { describeWorld } from "../world/describe.js";
import { eventStream } from "./event-stream.js";
import { readJson } from "./read-json.js";
import { changeSchema, faultSchema, panelSchema } from "./schemas.js";

/** What whoever runs the sandbox does and sees, over HTTP: what `createOperator` and `subscribe` call. */
export function serveOperator(house: House, ended: AbortSignal): Hono {
  const { traffic, panels } = house;
  const app = new Hono();
  const world = (context: Context): World => {
    const as = context.req.query("as");
    return describeWorld(house, panels.list(), as === undefined ? undefined : findPerson(house, as));
  };

  app.get("/world", (context) => context.json(world(context)));
  app.post("/world", async (context) => {
    const result = house.changes.apply(await readJson(context, changeSchema));
    if (result.kind === "unknown-channel") throw new Cannot("There is no such channel.");
    return context.json({});
  });
  app.get("/events", () => eventStream(house.events, ended));
  app.get("/traffic", (context) => context.json(traffic.list()));
  app.get("/faults", (context) => context.json(house.faults.list()));
  app.post("/faults", async (context) => {
    house.faults.add(await readJson(context, faultSchema));
    return context.json(house.faults.list());
  });
  app.delete("/faults", (context) => {
    house.faults.clear();
    return context.json(house.faults.list());
  });
  app.post("/panels/:panel/:action", async (context) => {
    const { panel, action } = context.req.param();
    const { fields } = await readJson(context, panelSchema);
    return context.json(await panels.act(panel, action, fields));
  });
  app.post("/reset", (context) => {
    house.reset();
    return context.json({});
  });
  return app;
}
