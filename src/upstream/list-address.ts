import { readPage } from "./list-page.js";
import { branchProblem, parseRemote, pathProblem } from "./remote.js";

/** The hosts that a list may be on, unless the operator says otherwise. */
export const listHosts: readonly string[] = ["github.com", "gitlab.com", "codeberg.org", "gitee.com"];

/** Where a list is, as somebody pasted it. */
export type ListAddress =
  | {
      readonly kind: "address";
      /** What git is given: the same for one repository however its address was written. Holds no credentials. */
      readonly url: string;
      /** Null: the repository's default branch. */
      readonly branch: string | null;
      /** A file, or a folder with the list in it; null: the repository's README. */
      readonly path: string | null;
      /** Host and path for people, as it was written (`github.com/Someone/List`); null for a folder of this machine. */
      readonly page: string | null;
    }
  | {
      readonly kind: "refused";
      /** One sentence: what is wrong and what to do. Never what was pasted, which may hold a secret. */
      readonly reason: string;
    };

export interface ListAddressOptions {
  readonly hosts?: readonly string[];
  /** Whether it may be a folder of this machine: in the sandbox and in tests. */
  readonly allowFile?: boolean;
}

const example = "paste one like https://github.com/OWNER/REPOSITORY";
const longest = 1000;
/** On these upper and lower case in the names of owner and repository make no difference. */
const caseless: ReadonlySet<string> = new Set(["github.com", "codeberg.org"]);

/**
 * Reads what people copy from the browser: the address of a repository, or of a branch, a folder or a file in it; with
 * or without `https://`. Written for people who are not trusted: what git is given is put together anew from a host
 * that is allowed and from names of plain letters, so nothing else of the text gets through.
 *
 * A branch with a slash in its name can not be told from a path, so the first part is taken for the branch.
 */
export function parseListAddress(
  text: string,
  { hosts = listHosts, allowFile = false }: ListAddressOptions = {},
): ListAddress {
  const pasted = text.trim().replace(/^<(.*)>$/s, "$1");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in it
  if (pasted === "" || pasted.length > longest || /[\u0000-\u0020\u007f]/.test(pasted))
    return refuse(`That is not the address of a repository: ${example}`);
  if (/(?:^|[\\/])(?:\.|%2e){2}(?:[\\/?#]|$)/i.test(pasted))
    return refuse(`The address has ".." in it: ${example}`);
  if (/^(?:file:|\/|[a-z]:[\\/])/i.test(pasted)) return folder(pasted, allowFile);

  const address = /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(pasted) ? `https://${pasted}` : pasted;
  if (!URL.canParse(address) || !address.includes("://"))
    return refuse(`That is not the address of a repository: ${example}`);
  const { protocol, username, password, port, hostname, pathname } = new URL(address);
  if (protocol !== "https:") return refuse(`Only addresses that begin with https:// are taken: ${example}`);
  if (username !== "" || password !== "")
    return refuse(
      "The address has a user name or a password in it: paste it without, lists have to be public",
    );
  if (port !== "") return refuse("The address names a port: paste it without");

  const page = readPage(hostname.replace(/^www\./, ""), pathname);
  if (page.kind === "refused") return page;
  const { host, repository, branch, path } = page;
  if (!hosts.includes(host))
    return refuse(
      `Lists can not be on ${host.slice(0, 80)}: paste the address of one on ${hosts.join(", ")}`,
    );
  if ((branch !== null && branchProblem(branch) !== null) || (path !== null && pathProblem(path) !== null))
    return refuse("The address names a branch or a file that no repository can have: copy it again");
  const names = `${host}/${repository}`;
  const url = `https://${caseless.has(host) ? names.toLowerCase() : names}`;
  const remote = parseRemote(url, { allowFile: false });
  return remote.kind === "refused" ? remote : { kind: "address", url, branch, path, page: names };
}

function folder(pasted: string, allowFile: boolean): ListAddress {
  if (!allowFile) return refuse(`That is a folder, not the address of a repository: ${example}`);
  const remote = parseRemote(pasted.replace(/(?<=[^\\/:])[\\/]+$/, ""), { allowFile });
  if (remote.kind === "refused") return remote;
  return { kind: "address", url: remote.remote.url, branch: null, path: null, page: null };
}

function refuse(reason: string): ListAddress {
  return { kind: "refused", reason: `${reason}.` };
}
