/** The address of a git repository, after it was checked. */
export interface Remote {
  /** What git is given. May hold credentials: never print it. */
  readonly url: string;
  /** The same for people and logs, without credentials. */
  readonly name: string;
  /** Host and path (`github.com/someone/list`) for links to its pages; null for a folder. */
  readonly page: string | null;
}

export type RemoteOutcome = { kind: "remote"; remote: Remote } | { kind: "refused"; reason: string };

/** `git@host:path`, or `host.example:path`; a bare word before the colon could be a scheme. */
const scpLike = /^(?:[\w.-]+@(?=\w)|(?=\w[\w-]*\.))([\w.-]+):(?!\/\/)([^\s:-]\S*)$/;

/**
 * Reads the address of an upstream: `https://…`, `ssh://…` or `git@host:path`; a folder or `file://…` only with
 * `allowFile`. Everything else that git accepts (`ext::`, `http:`, an option that begins with a dash) is refused.
 */
export function parseRemote(address: string, { allowFile }: { allowFile: boolean }): RemoteOutcome {
  const url = address.trim();
  const name = redact(url);
  const shown = url === "" ? "" : ` "${name.slice(0, 200)}"`;
  const refuse = (why: string): RemoteOutcome => ({
    kind: "refused",
    reason: `The upstream${shown} ${why}. Give it as https://HOST/PATH or git@HOST:PATH.`,
  });
  if (url === "") return refuse("is empty");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an address must not contain them
  if (/[\u0000-\u0020\u007f]/.test(url)) return refuse("contains white space or a control character");
  if (url.startsWith("-")) return refuse("begins with a dash");
  if (/^[\w+.-]*::/.test(url)) return refuse("names a remote helper, which could run any program");
  if (URL.canParse(url) && url.includes("://")) {
    const { protocol, hostname, pathname } = new URL(url);
    if (protocol === "file:")
      return allowFile ? folder(url) : refuse("is a folder, which is not allowed here");
    if (protocol !== "https:" && protocol !== "ssh:") return refuse(`uses ${protocol}//`);
    if (hostname === "" || hostname.startsWith("-")) return refuse("has no host");
    return { kind: "remote", remote: { url, name, page: hostname + trimPath(pathname) } };
  }
  const scp = scpLike.exec(url);
  if (scp?.[1] && scp[2]) {
    const page = scp[1].toLowerCase() + trimPath(`/${scp[2]}`);
    return { kind: "remote", remote: { url, name, page } };
  }
  if (url.startsWith("/") || /^[A-Za-z]:[\\/]/.test(url)) {
    return allowFile ? folder(url) : refuse("is a folder, which is not allowed here");
  }
  return refuse("is not the address of a git repository");
}

function folder(url: string): RemoteOutcome {
  return { kind: "remote", remote: { url, name: url, page: null } };
}

function trimPath(path: string): string {
  return path.replace(/\/+/g, "/").replace(/(?:\.git)?\/?$/, "");
}

/**
 * Removes user names, passwords and the values of a query from every URL in a text: `https://me:secret@host/x` →
 * `https://***@host/x`. Also a password with a slash, which has to be written as `%2F` and makes the URL a wrong one: what is after the colon is no port.
 */
export function redact(text: string): string {
  return text
    .replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]*(?:@[^\s/@]*)*@/gi, "$1***@")
    .replace(/\S+/g, hideUnescaped)
    .replace(/([?&][\w.-]{1,40}=)[^\s&'"]+/g, "$1***");
}

function hideUnescaped(word: string): string {
  const start = word.indexOf("://") + 3;
  const port = word.slice(start).split("/", 1)[0]?.split(":")[1];
  const isWrong = start > 2 && port !== undefined && !/^\d{1,5}$/.test(port);
  const end = word.indexOf("@", start);
  return isWrong && end !== -1 ? `${word.slice(0, start)}***${word.slice(end)}` : word;
}

/** Hosts that redirect git from the address of a page to the same with `.git`; also a host that begins with `gitlab.`. */
const suffixHosts: ReadonlySet<string> = new Set(["gitlab.com", "gitee.com"]);

/** The address that git is given for a page's: redirects of untrusted repositories are not followed. */
export function withGitSuffix(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  const isNeeded = (suffixHosts.has(host) || host.startsWith("gitlab.")) && !url.endsWith(".git");
  return isNeeded ? `${url.replace(/\/+$/, "")}.git` : url;
}

/** The path of a commit's page on each host, after the repository's address. */
const commitPaths: ReadonlyMap<string, string> = new Map([
  ["github.com", "/commit/"],
  ["gitlab.com", "/-/commit/"],
  ["gitee.com", "/commit/"],
  ["codeberg.org", "/commit/"],
  ["bitbucket.org", "/commits/"],
]);

/** The web page of a commit, on known hosts; a host that begins with `gitlab.` is assumed to run GitLab. */
export function commitUrl({ page }: Remote, sha: string): string | null {
  const host = page?.split("/")[0] ?? "";
  const path = commitPaths.get(host) ?? (host.startsWith("gitlab.") ? "/-/commit/" : null);
  return page !== null && path !== null ? `https://${encodeURI(page)}${path}${sha}` : null;
}

/** What the path of a file's page begins with on each host, after the repository's address. */
const filePaths: ReadonlyMap<string, string> = new Map([
  ["github.com", "/blob/HEAD/"],
  ["gitlab.com", "/-/blob/HEAD/"],
  ["bitbucket.org", "/src/HEAD/"],
]);

/** What the addresses of a repository's files begin with, on hosts that know `HEAD`; else undefined. */
export function filePages({ page }: Remote): string | undefined {
  const path = filePaths.get(page?.split("/")[0] ?? "");
  return page !== null && path !== undefined ? `https://${encodeURI(page)}${path}` : undefined;
}

/** What is wrong with the name of a branch, as one sentence, or null. */
export function branchProblem(branch: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids these in a name
  const forbidden = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|[/.]$|\.lock$/;
  if (branch !== "" && branch.length <= 250 && !forbidden.test(branch)) return null;
  return `"${branch.slice(0, 60)}" cannot be the name of a branch. Leave it out to follow the upstream's default branch.`;
}

/** What is wrong with a file's path in the repository, as one sentence, or null. */
export function pathProblem(path: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a path must not contain them
  const forbidden = /[\u0000-\u001f\u007f]|^\/|(?:^|\/)\.{1,2}(?:\/|$)|\/\/|\/$/;
  if (path !== "" && path.length <= 1000 && !forbidden.test(path)) return null;
  return `"${path.slice(0, 60)}" is not a file's path in the repository. Give it from the top folder, like docs/README.md.`;
}
