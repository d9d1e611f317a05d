import { type Context, Hono } from "hono";
import type { World } from "../protocol.js";
import type { SandboxServices } from "../services.js";
import { ActionError } from "../users/action-error.js";
import { findPerson } from "../users/find.js";
import { describeWorld } from "../world/describe-world.js";
import { eventStream } from "./event-stream.js";
import { readJson } from "./read-json.js";
import { changeSchema, faultSchema, panelSchema } from "./schemas.js";

/** The operator's API: `createOperator` and `subscribe` are its clients. */
export function serveOperator(services: SandboxServices, ended: AbortSignal): Hono {
  const { traffic, panels } = services;
  const app = new Hono();
  const world = (context: Context): World => {
    const as = context.req.query("as");
    return describeWorld(services, panels.list(), as === undefined ? undefined : findPerson(services, as));
  };

  app.get("/world", (context) => context.json(world(context)));
  app.post("/world", async (context) => {
    const result = services.changes.apply(await readJson(context, changeSchema));
    if (result.kind !== "done")
      throw new ActionError(`There is no such ${result.kind.replace("unknown-", "")}.`);
    return context.json({});
  });
  app.get("/events", (context) => eventStream(context, services.events, ended));
  app.get("/traffic", (context) => context.json(traffic.list()));
  app.get("/faults", (context) => context.json(services.faults.list()));
  app.post("/faults", async (context) => {
    services.faults.add(await readJson(context, faultSchema));
    return context.json(services.faults.list());
  });
  app.delete("/faults", (context) => {
    services.faults.clear();
    return context.json(services.faults.list());
  });
  app.post("/panels/:panel/:action", async (context) => {
    const { panel, action } = context.req.param();
    const { fields } = await readJson(context, panelSchema);
    return context.json(await panels.act(panel, action, fields));
  });
  app.post("/reset", (context) => {
    services.reset();
    return context.json({});
  });
  return app;
}
