import type { Command } from "../src/interactions/command.js";
import type { MessageCommand } from "../src/interactions/message-command.js";
import type { Context } from "../src/views/context.js";
import { about } from "./about.js";
import { doctor } from "./doctor.js";
import { findPapers } from "./find-papers.js";
import { held } from "./held.js";
import { lists } from "./lists.js";
import { newPapers } from "./new.js";
import { paper } from "./paper.js";
import { privacy } from "./privacy.js";
import { random } from "./random.js";
import { search } from "./search.js";
import { subscribe } from "./subscribe.js";
import { subscriptions } from "./subscriptions.js";
import { venue } from "./venue.js";
import { venues } from "./venues.js";
import { why } from "./why.js";

/** Every command that is typed, for registration, the router and the README. A test compares it with the folder. */
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
  doctor,
  about,
  privacy,
  held,
];

/** The commands of messages, under *Apps* in a message's menu. */
export const messageCommands: readonly MessageCommand<Context>[] = [findPapers];
