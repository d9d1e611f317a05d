import type { ListFile } from "./list-file.js";
import { memo } from "./memo.js";
import type { Link } from "./paper.js";
import { webUrl } from "./web-url.js";

const relative = /^(?![a-z][a-z0-9+.-]*:|[#?]|\/\/)[^:?#<>"|*\\]{1,300}\.[a-z]{1,5}(?:\.gz)?$/i;
const paperFile = /\.(?:pdf|ps|ps\.gz|djvu)$/i;

/** Whether a link's target is a file of the list's own repository: `papers/slow.pdf`. */
export function isRelativeFile(target: string): boolean {
  return relative.test(target.trim()) && webUrl(target) === null;
}

/** The same for a file that is a paper, by its ending. */
export function isRelativePaper(target: string): boolean {
  return isRelativeFile(target) && paperFile.test(target.trim());
}

/** The links with addresses instead of paths: the same array if none is relative. */
export type ResolveLinks = (links: readonly Link[]) => readonly Link[];

/** Resolves links relative to a list's file; leaves them out if the pages of its repository are not known. */
export function createLinkResolver({ path, pages }: Pick<ListFile, "path" | "pages">): ResolveLinks {
  return memo((links: readonly Link[]) => {
    if (links.every(({ url }) => !isRelativeFile(url))) return links;
    return links.flatMap((link) => {
      if (!isRelativeFile(link.url)) return [link];
      const url = pages === undefined ? null : resolve(link.url.trim(), path, pages);
      return url === null ? [] : [{ ...link, url }];
    });
  });
}

/** Null if the path leads out of the repository. */
function resolve(target: string, path: string, pages: string): string | null {
  const inRepository = new URL(target, `https://repository/${encodeURI(path)}`);
  const depth = target.split("/").filter((part) => part === "..").length;
  if (!target.startsWith("/") && depth >= path.split("/").length) return null;
  return webUrl(`${pages}${inRepository.pathname.slice(1)}`)?.href ?? null;
}
