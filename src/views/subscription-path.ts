import { path, word } from "../interactions/path.js";

/** One subscription, with its state and what can be done with it. */
export const subscriptionPath = path<{ id: string }>("subscription", { id: word });
