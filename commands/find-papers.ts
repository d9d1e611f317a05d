import { defineMessageCommand } from "../src/interactions/message-command.js";
import type { Context } from "../src/views/context.js";
import { findPapers as showFound } from "../src/views/found-papers.js";

export const findPapers = defineMessageCommand<Context>({
  name: "Find papers",
  description: "Find the papers that a message links to, or names in quotes",
  run: (text, context) => showFound(text, context),
});
