import pLimit from "p-limit";
import type { ListSource } from "../config/list-source.js";
import { readTextFile } from "../config/read-text-file.js";
import type { GitAccess } from "../lists/git-access.js";
import { bad, type Finding, good } from "./finding.js";

/** Repositories that are asked at a time, and seconds for each. */
const maxAsked = 4;
const seconds = 20;

/** Whether git can be run, and reaches the repository of each list. */
export async function examineLists(
  sources: readonly ListSource[],
  gitAccess: Pick<GitAccess, "git" | "parseRemote">,
): Promise<readonly Finding[]> {
  const version = await gitAccess.git.run(["version"]);
  if (version.kind === "failed") {
    const remedy = "Install git: without it no list is read from its repository.";
    return [bad("git", `It cannot be run: ${sentence(version.message)}`, remedy)];
  }
  const limit = pLimit(maxAsked);
  const asked = sources.map((source) => limit(() => examineList(source, gitAccess)));
  return [good("git", `${String(version.output).trim()}.`), ...(await Promise.all(asked))];
}

async function examineList(
  { id, file, upstream }: ListSource,
  { git, parseRemote }: Pick<GitAccess, "git" | "parseRemote">,
): Promise<Finding> {
  const name = `list ${id}`;
  if (upstream === null) {
    const problem = await readTextFile(file ?? "").then(
      () => null,
      (error: Error) => error.message,
    );
    return problem === null
      ? good(name, `The file ${file}, which does not change.`)
      : bad(name, problem, "Correct its path, or give this user the right to read it.");
  }
  const outcome = parseRemote(upstream.url);
  if (outcome.kind === "refused") return bad(name, outcome.reason, "Correct its address in the settings.");
  const { remote } = outcome;
  // The address may hold a token, so it is not an argument.
  const settings = { "remote.upstream.url": remote.url };
  const result = await git.run(["ls-remote", "upstream", upstream.branch ?? "HEAD"], { settings, seconds });
  if (result.kind === "failed") {
    const remedy = "Check its address, the network and the right to read it.";
    return bad(name, `${remote.name} does not answer: ${sentence(result.message)}`, remedy);
  }
  if (String(result.output).trim() !== "") return good(name, `${remote.name} answers.`);
  const wanted = upstream.branch === null ? "a default branch" : `the branch ${upstream.branch}`;
  return bad(name, `${remote.name} does not have ${wanted}.`, "Name a branch that it has.");
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
