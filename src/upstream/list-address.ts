import { readPage } from "./list-page.js";
import { branchProblem, parseRemote, pathProblem } from "./remote.js";

/** Where a list is, read from a pasted address. */
export type ListAddress =
  | {
      readonly kind: "address";
      /** For git; the same for every spelling of one repository's address. Holds no credentials. */
      readonly url: string;
      /** Null: the repository's default branch. */
      readonly branch: string | null;
      /** A file, or the folder of a README; null: the repository's README. */
      readonly path: string | null;
      /** Host and path as they were typed (`github.com/Someone/List`), for people; null for a folder on this machine. */
      readonly page: string | null;
    }
  | {
      readonly kind: "refused";
      /** One sentence: what is wrong and what to do. Never repeats the pasted text, which may hold a secret. */
      readonly reason: string;
    };

export interface ListAddressOptions {
  /** The hosts that a list may be on. */
  readonly hosts: readonly string[];
  /** Whether it may be a folder on this machine: in the sandbox and in tests. */
  readonly allowFile: boolean;
}

const example = "paste one like https://github.com/OWNER/REPOSITORY";
const maxLength = 1000;
/** Hosts that ignore case in the names of owner and repository. */
const caseInsensitiveHosts: ReadonlySet<string> = new Set(["github.com", "codeberg.org"]);

/**
 * Reads what people copy from the browser: the address of a repository, or of a branch, a folder or a file in it; with
 * or without `https://`. The input is untrusted: the URL for git is built from an allowed host and names of plain
 * characters, so nothing else of the text reaches git.
 *
 * A branch with a slash in its name looks like a path, so only the first part is read as the branch.
 */
export function parseListAddress(text: string, { hosts, allowFile }: ListAddressOptions): ListAddress {
  const pasted = text.trim().replace(/^<(.*)>$/s, "$1");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an address must not contain them
  if (pasted === "" || pasted.length > maxLength || /[\u0000-\u0020\u007f]/.test(pasted))
    return refuse(`That is not the address of a repository: ${example}`);
  if (/(?:^|[\\/])(?:\.|%2e){2}(?:[\\/?#]|$)/i.test(pasted))
    return refuse(`The address contains "..": ${example}`);
  if (/^(?:file:|\/|[a-z]:[\\/])/i.test(pasted)) return folder(pasted, allowFile);

  const address = /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(pasted) ? `https://${pasted}` : pasted;
  if (!URL.canParse(address) || !address.includes("://"))
    return refuse(`That is not the address of a repository: ${example}`);
  const { protocol, username, password, port, hostname, pathname } = new URL(address);
  if (protocol !== "https:")
    return refuse(`Only addresses that begin with https:// are accepted: ${example}`);
  if (username !== "" || password !== "")
    return refuse(
      "The address contains a user name or a password: paste it without, as lists have to be public",
    );
  if (port !== "") return refuse("The address names a port: paste it without");

  const page = readPage(hostname.replace(/^www\./, ""), pathname);
  if (page.kind === "refused") return page;
  const { host, repository, branch, path } = page;
  if (!hosts.includes(host))
    return refuse(`Lists cannot be on ${host.slice(0, 80)}: paste the address of one on ${hosts.join(", ")}`);
  if ((branch !== null && branchProblem(branch) !== null) || (path !== null && pathProblem(path) !== null))
    return refuse("The address contains an invalid name of a branch or a file: copy it again");
  const names = `${host}/${repository}`;
  const url = `https://${caseInsensitiveHosts.has(host) ? names.toLowerCase() : names}`;
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
