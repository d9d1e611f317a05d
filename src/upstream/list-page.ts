import { safeDecode } from "../catalogue/safe-decode.js";

/** The parts of a page's address on the hosts of lists. */
export type ListPage =
  | {
      readonly kind: "page";
      readonly host: string;
      /** `someone/list`; on GitLab with its groups. */
      readonly repository: string;
      readonly branch: string | null;
      readonly path: string | null;
    }
  | { readonly kind: "refused"; readonly reason: string };

/** Hosts where a repository is always `owner/name`; on the others groups can be nested. */
const flatHosts: ReadonlySet<string> = new Set(["github.com", "codeberg.org", "gitee.com"]);
/** Pages of files: `/blob/BRANCH/path`. */
const fileWords: ReadonlySet<string> = new Set(["blob", "tree", "raw", "blame", "edit"]);
/** Pages of files on Forgejo (Codeberg) and Gitea: `/src/branch/BRANCH/path`. */
const forgeWords: ReadonlySet<string> = new Set(["src", "raw", "media"]);
/** Characters that need no escaping in a URL. Never `.` or `..`. */
const plainName = /^(?!\.{1,2}$)[A-Za-z0-9_.][\w.-]*$/;

/** @param pathname of a URL, still percent-encoded */
export function readPage(host: string, pathname: string): ListPage {
  const parts = pathname.split("/").filter(Boolean).map(safeDecode);
  if (host === "raw.githubusercontent.com") {
    const [owner = "", name = "", ...file] = parts;
    return pageOf("github.com", [owner, name], ["raw", ...file]);
  }
  const end = endOfRepository(host, parts);
  return pageOf(
    host,
    parts.slice(0, end),
    parts.slice(end).filter((part, index) => index > 0 || part !== "-"),
  );
}

/** How many of the parts name the repository. On GitLab a dash follows them. */
function endOfRepository(host: string, parts: readonly string[]): number {
  if (flatHosts.has(host)) return 2;
  const end = parts.findIndex(
    (part, index) => index >= 2 && (part === "-" || fileWords.has(part) || part === "src"),
  );
  return end === -1 ? parts.length : end;
}

function pageOf(host: string, names: readonly string[], shown: readonly string[]): ListPage {
  const last = names.at(-1)?.replace(/(?:\.git)+$/i, "") ?? "";
  const repository = [...names.slice(0, -1), last];
  if (repository.length < 2 || !repository.every((name) => plainName.test(name)))
    return refuse(
      "That is not the address of a repository: paste one like https://github.com/OWNER/REPOSITORY",
    );
  const page = { kind: "page", host, repository: repository.join("/") } as const;
  const [word, ...rest] = shown;
  if (word === undefined) return { ...page, branch: null, path: null };

  const isForge = forgeWords.has(word) && (word === "src" || host === "codeberg.org");
  if (!isForge && !fileWords.has(word)) return refuse(otherPage);
  if (isForge && rest[0] !== "branch") return refuse(rest.length > 0 ? notABranch : otherPage);
  const [first, second, ...more] = isForge ? ["refs", "heads", ...rest.slice(1)] : rest;
  if (first === "refs" && second !== "heads") return refuse(notABranch);
  const [branch, ...path] = first === "refs" ? more : rest;
  if (branch === undefined) return refuse(otherPage);
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(branch)) return refuse(notABranch);
  return { ...page, branch, path: path.length > 0 ? path.join("/") : null };
}

const otherPage = "That page is not a list: paste the address of the repository, or of the list's file in it";
const notABranch =
  "That is the address of a single version, which never changes: paste the address of the file on its branch";

function refuse(reason: string): ListPage {
  return { kind: "refused", reason: `${reason}.` };
}
