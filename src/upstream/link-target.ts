import { posix } from "node:path";
import { pathProblem } from "./remote.js";

/** Longer than any path that can be configured. */
const maxLength = 1000;

/**
 * Where a symbolic link in a repository leads, from the top folder, which is empty; null if that is outside of it.
 *
 * @param text what the link contains: a path from its own folder
 */
export function linkTarget(link: string, text: string): string | null {
  if (text.length > maxLength || posix.isAbsolute(text)) return null;
  const target = posix.join(posix.dirname(link), text).replace(/\/+$/, "");
  if (target === ".") return "";
  return pathProblem(target) === null ? target : null;
}
