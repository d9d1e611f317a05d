import { type DefineCommand, defineCommand as defineAny } from "../interactions/command.js";
import { action as actionOfAny, type DefineRoute, route as routeOfAny } from "../interactions/route.js";
import type { Context } from "./context.js";

/** Declares one of Paperboy's commands. */
export const defineCommand: DefineCommand<Context> = defineAny;

/** Joins a path with what Paperboy shows there. */
export const route: DefineRoute<Context> = routeOfAny;

/** Joins a path with what Paperboy changes there. */
export const action: DefineRoute<Context> = actionOfAny;
