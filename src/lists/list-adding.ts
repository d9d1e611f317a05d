import { listTitle } from "../catalogue/list-title.js";
import { parseList } from "../catalogue/parse-list.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { Log } from "../interactions/failures.js";
import {
  confirmAddedList,
  countAddedLists,
  deleteAddedList,
  findAddedList,
  findSameList,
  insertAddedList,
} from "../store/added-lists.js";
import { saveGuildJoined } from "../store/guilds.js";
import { choicesOfList, deleteListChoice, saveListChoices } from "../store/list-choices.js";
import type { Db } from "../store/schema.js";
import { createGit } from "../upstream/git.js";
import { untrustedEnvironment } from "../upstream/limit-git.js";
import { type ListAddress, parseListAddress } from "../upstream/list-address.js";
import { previewList } from "../upstream/preview-list.js";
import { branchProblem, pathProblem } from "../upstream/remote.js";
import type { AddedLists } from "./added-lists.js";
import { mirrorFolder } from "./create-upstream.js";
import { freeListId } from "./free-list-id.js";
import type { ListIndex } from "./list-index.js";
import type { ListRunners } from "./list-runners.js";
import type { ServedList } from "./list-view.js";
import type { ListVisibility } from "./list-visibility.js";
import type { ListAdding, LookedAt, WantedList } from "./lists.js";
import { createPreviewLimiter } from "./preview-limiter.js";

/** What servers may do to a bot that others use too. */
const serverListLimits = {
  /** Lists that one server may add. */
  ofServer: 5,
  /** Lists that all servers together may add. */
  inAll: 200,
  /** Papers of one list, when it is added. */
  papers: 5000,
} as const;

interface ListAddingDeps {
  readonly db: Db;
  readonly listIndex: ListIndex;
  readonly choices: ListVisibility;
  readonly runners: ListRunners;
  readonly addedLists: AddedLists;
  readonly venues: VenueRegistry;
  readonly databaseFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hosts: readonly string[];
  readonly allowFile: boolean;
  readonly log: Pick<Log, "info">;
}

type Refused = { readonly kind: "refused"; readonly reason: string };

/** Adding lists to servers, within limits: whoever names a list here is a stranger to the operator. */
export function createListAdding(deps: ListAddingDeps): ListAdding {
  const { db, listIndex, choices, runners, addedLists, venues, allowFile } = deps;
  const git = createGit({ environment: untrustedEnvironment(deps.environment), allowFile });
  const turns = createPreviewLimiter();
  const addedBy = (guildId: string): ServedList[] =>
    choices.openTo(guildId, listIndex.lists()).filter(({ isPublic }) => !isPublic);

  function limitReached(guildId: string): string | null {
    if (addedBy(guildId).length < serverListLimits.ofServer) return null;
    return `A server may add ${serverListLimits.ofServer} lists: take one out with /lists remove first.`;
  }

  async function look(guildId: string, wanted: WantedList): Promise<LookedAt> {
    const address = addressOf(wanted, deps);
    if (address.kind === "refused") return address;
    const reason = limitReached(guildId);
    if (reason !== null) return refuse(reason);
    const looked = await turns.take(guildId, () => read(address));
    return "wait" in looked ? refuse(looked.wait) : looked;
  }

  async function read(address: Extract<ListAddress, { kind: "address" }>): Promise<LookedAt> {
    const { url, branch, page } = address;
    const gitDir = mirrorFolder(deps.databaseFile, url);
    const looked = await previewList({ git, gitDir }, address);
    if (looked.kind === "failed") return refuse(looked.reason);
    const { path, markdown } = looked;
    const where = `${page ?? url}, ${path} on ${looked.branch}`;
    const known = alreadyServed({ url, branch, path });
    if (known !== null) return refuse(`This bot serves that list already: it is ${known}.`);
    const { papers, problems } = parseList(markdown, venues);
    if (papers.length === 0)
      return refuse(`${where}: no paper could be read in it. ${problems[0]?.message ?? ""}`);
    if (papers.length > serverListLimits.papers)
      return refuse(
        `${where} has ${papers.length} papers, more than the ${serverListLimits.papers} of such a list.`,
      );
    const name = (listTitle(markdown) ?? url.split("/").at(-1) ?? "Papers").slice(0, 100);
    const id = await db.transaction().execute(async (trx) => {
      const same = await findSameList(trx, { url, branch, path });
      if (same !== null) return same.id;
      const id = await freeListId(trx, url);
      await insertAddedList(trx, { id, url, branch, path, name, offeredAt: Date.now(), addedAt: null });
      return id;
    });
    const list = {
      id,
      name,
      url: page && `https://${page}`,
      revision: null,
      papers,
      problems,
      isPublic: false,
    };
    return { kind: "list", offer: id, list, where };
  }

  /** The name of the operator's list that is the same. */
  function alreadyServed({
    url,
    branch,
    path,
  }: {
    url: string;
    branch: string | null;
    path: string;
  }): string | null {
    const same = runners.all().find(({ source: { upstream, isPublic } }) => {
      if (upstream === null || !isPublic) return false;
      const theirs = parseListAddress(upstream.url, { hosts: deps.hosts, allowFile });
      const theirUrl = theirs.kind === "address" ? theirs.url : upstream.url;
      return (
        theirUrl === url && upstream.paths.includes(path) && (branch === null || branch === upstream.branch)
      );
    });
    return (same && listIndex.find(same.source.id)?.name) ?? null;
  }

  return {
    look,
    addedBy,
    async add(guildId, offer) {
      const list = await findAddedList(db, offer);
      if (list === null) return refuse("This offer is too old: run /lists with add again.");
      const isNew = addedBy(guildId).every(({ id }) => id !== offer);
      const reason = isNew ? limitReached(guildId) : null;
      if (reason !== null) return refuse(reason);
      const isFull = list.addedAt === null && (await countAddedLists(db)) >= serverListLimits.inAll;
      if (isFull) return refuse("This bot has as many added lists as it can take: ask whoever runs it.");
      await db.transaction().execute(async (trx) => {
        await saveGuildJoined(trx, guildId);
        await confirmAddedList(trx, offer, Date.now());
        await saveListChoices(trx, [{ guildId, listId: offer, seen: true }]);
      });
      deps.log.info({ list: offer, url: list.url, guildId }, "a server added a list");
      await choices.load();
      await addedLists.sync();
      await runners.check({ only: offer, force: true });
      const served = listIndex.find(offer);
      return served === null
        ? refuse("It could not be served: tell whoever runs this bot.")
        : { kind: "added", list: served };
    },
    async remove(guildId, listId) {
      if (addedBy(guildId).every(({ id }) => id !== listId)) return false;
      await db.transaction().execute(async (trx) => {
        await deleteListChoice(trx, guildId, listId);
        if ((await choicesOfList(trx, listId)).size === 0) await deleteAddedList(trx, listId);
      });
      deps.log.info({ list: listId, guildId }, "a server took a list out");
      await choices.load();
      await addedLists.sync();
      return true;
    },
  };
}

/** What was typed as an address; the options take the place of what the address says. */
function addressOf(
  wanted: WantedList,
  { hosts, allowFile }: Pick<ListAddingDeps, "hosts" | "allowFile">,
): ListAddress {
  const address = parseListAddress(wanted.url, { hosts, allowFile });
  if (address.kind === "refused") return address;
  const branch = wanted.branch ?? address.branch;
  const path = wanted.path ?? address.path;
  const problem = (branch && branchProblem(branch)) ?? (path && pathProblem(path)) ?? null;
  return problem === null || problem === "" ? { ...address, branch, path } : refuse(problem);
}

function refuse(reason: string): Refused {
  return { kind: "refused", reason };
}
