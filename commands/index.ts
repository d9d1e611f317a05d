import type { Command } from "../src/interactions/command.js";
import type { Context } from "../src/views/context.js";
import { about } from "./about.js";
import { held } from "./held.js";
import { lists } from "./lists.js";
import { newPapers } from "./new.js";
import { paper } from "./paper.js";
import { random } from "./random.js";
import { search } from "./search.js";
import { subscribe } from "./subscribe.js";
import { subscriptions } from "./subscriptions.js";
import { venue } from "./venue.js";
import { venues } from "./venues.js";
import { why } from "./why.js";

/** Every command, for registration, the router and the README. A test compares it with the folder. */
export const commands: readonly Command<Context>[] = [
  search,
  paper,
  venues,
  venue,
  random,
  newPapers,
  why,
  subscribe,
  subscriptions,
  lists,
  about,
  held,
];
