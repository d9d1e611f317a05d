import { path, wholeNumber, word } from "../interactions/path.js";

/**
 * An announcement's *Details* button; also the recovery marker. Its name stays `told`: the messages of earlier versions
 * carry it.
 */
export const announcementPath = path<{ page: number; id: string }>("told", { page: wholeNumber, id: word });
