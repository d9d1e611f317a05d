import { path, wholeNumber, word } from "../interactions/path.js";

/** What a message told, whole: its *Details* button, which is also the mark by which the message is found again. */
export const announcementPath = path<{ page: number; id: string }>("told", { page: wholeNumber, id: word });
