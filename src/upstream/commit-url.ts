import type { Remote } from "./remote.js";

/** Where each host shows a commit, after the repository's address. */
const commitPaths: ReadonlyMap<string, string> = new Map([
  ["github.com", "/commit/"],
  ["gitlab.com", "/-/commit/"],
  ["gitee.com", "/commit/"],
  ["codeberg.org", "/commit/"],
  ["bitbucket.org", "/commits/"],
]);

/** The page of a commit for people, on the hosts that we know; a host that begins `gitlab.` is taken for a GitLab. */
export function commitUrl({ page }: Remote, sha: string): string | null {
  const host = page?.split("/")[0] ?? "";
  const path = commitPaths.get(host) ?? (host.startsWith("gitlab.") ? "/-/commit/" : null);
  return page !== null && path !== null ? `https://${encodeURI(page)}${path}${sha}` : null;
}
