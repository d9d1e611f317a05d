import type { Logger } from "pino";
import type { Reader } from "../reading/reader.js";
import {
  addedListsOfGuild,
  confirmAddedList,
  countAddedLists,
  deleteAddedList,
  findAddedList,
  findSameList,
  insertAddedList,
} from "../store/added-lists.js";
import { saveGuildJoined } from "../store/guilds.js";
import { choicesOfList, deleteListChoice, saveListChoices } from "../store/list-choices.js";
import { lock } from "../store/lock.js";
import type { Db } from "../store/schema.js";
import { signal } from "../store/signals.js";
import { maxMirrorBytes } from "../upstream/limit-git.js";
import type { ListAddress } from "../upstream/list-address.js";
import { previewList } from "../upstream/preview-list.js";
import { branchProblem, pathProblem } from "../upstream/remote.js";
import { mirrorBytes } from "../upstream/sweep-mirrors.js";
import type { GitAccess } from "./git-access.js";
import type { ListIndex } from "./list-index.js";
import type { ListRunners } from "./list-runners.js";
import type { ServedList } from "./list-view.js";
import type { ListVisibility } from "./list-visibility.js";
import type { ListAdding, ListRequest, PreviewOutcome } from "./lists.js";
import { createPreviewLimiter } from "./preview-limiter.js";

/** Limits on the lists that servers add to a bot that others use too. */
const serverListLimits = {
  /** Lists of one server. */
  perServer: 5,
  /** Lists of all servers together. */
  total: 200,
  /** Papers of one list, when it is added. */
  papers: 5000,
} as const;
const maxIdLength = 48;
const expired = "This offer has expired: run /lists with add again.";
const tooManyOfServer = `A server may add ${serverListLimits.perServer} lists: take one out with /lists remove first.`;

interface ListAddingDeps {
  readonly db: Db;
  readonly gitAccess: GitAccess;
  readonly listIndex: ListIndex;
  readonly visibility: ListVisibility;
  readonly runners: ListRunners;
  /** The mirrors of the operator's lists. */
  readonly publicMirrors: () => ReadonlySet<string>;
  /** Disk space for the mirrors of all lists that servers add. */
  readonly maxServerListBytes: number;
  /** Runs the added lists in the database. */
  readonly syncAddedLists: () => Promise<void>;
  readonly untrustedReader: Reader;
  readonly log: Pick<Logger, "info">;
}

type Address = Extract<ListAddress, { kind: "address" }>;

/** Adds lists to servers, within limits. Input is untrusted. */
export function createListAdding(deps: ListAddingDeps): ListAdding {
  const { db, gitAccess, listIndex, visibility, runners, syncAddedLists, untrustedReader } = deps;
  const { publicMirrors, maxServerListBytes } = deps;
  const limiter = createPreviewLimiter();
  const addedBy = (guildId: string): ServedList[] =>
    visibility.availableTo(guildId, listIndex.lists()).filter(({ isPublic }) => !isPublic);

  function limitReached(guildId: string): string | null {
    return addedBy(guildId).length < serverListLimits.perServer ? null : tooManyOfServer;
  }

  /** The address that was typed; the options override what it says. */
  function addressOf({ url, ...options }: ListRequest): ListAddress {
    const address = gitAccess.parseListAddress(url);
    if (address.kind === "refused") return address;
    const branch = options.branch ?? address.branch;
    const path = options.path ?? address.path;
    const problem = (branch && branchProblem(branch)) ?? (path && pathProblem(path)) ?? null;
    return problem === null || problem === "" ? { ...address, branch, path } : refuse(problem);
  }

  /** Whether there is space for one more mirror. */
  async function hasSpace(): Promise<boolean> {
    const taken = await mirrorBytes({ prefix: gitAccess.mirrorPrefix, kept: publicMirrors() });
    return taken + maxMirrorBytes <= maxServerListBytes;
  }

  async function read(address: Address): Promise<PreviewOutcome> {
    const { url, branch, page } = address;
    if (!(await hasSpace()))
      return refuse("Added lists take all the disk space that this bot has for them: ask its operator.");
    const gitDir = gitAccess.previewFolder();
    const preview = await previewList({ git: gitAccess.untrustedGit, gitDir }, address);
    if (preview.kind === "failed") return refuse(preview.reason);
    const { path, markdown } = preview;
    const where = `${page ?? url}, ${path} on ${preview.branch}`;
    const served = nameOfSame({ url, branch, path });
    if (served !== null) return refuse(`This bot serves that list already: it is ${served}.`);
    const read = await untrustedReader.parse([{ path, markdown }]);
    if (read.kind === "unreadable") return refuse(`${page ?? url}: ${read.reason}.`);
    const { title, papers, problems } = read;
    if (papers.length === 0)
      return refuse(`${where}: no paper could be read in it. ${problems[0]?.message ?? ""}`);
    if (papers.length > serverListLimits.papers)
      return refuse(
        `${where} has ${papers.length} papers, more than the ${serverListLimits.papers} allowed in such a list.`,
      );
    const name = (title ?? url.split("/").at(-1) ?? "Papers").slice(0, 100);
    const offer = await saveOffer({ url, branch, path, name });
    const list = {
      id: offer,
      name,
      url: page && `https://${page}`,
      revision: null,
      papers,
      problems,
      isPublic: false,
    };
    return { kind: "list", offer, list, where };
  }

  /** @returns the id of the list, the same for all servers that add it. */
  function saveOffer(list: { url: string; branch: string | null; path: string; name: string }) {
    return db.transaction().execute(async (trx) => {
      await lock(trx, "added lists");
      const same = await findSameList(trx, list);
      if (same !== null) return same.id;
      const id = await freeListId(trx, list.url);
      await insertAddedList(trx, { id, ...list, offeredAt: Date.now(), addedAt: null });
      return id;
    });
  }

  /**
   * Adds an offered list to a server. The limits are checked in the same transaction: two admins can add lists at once.
   *
   * @returns why it was not added; null if it was.
   */
  function confirm(guildId: string, offer: string): Promise<string | null> {
    return db.transaction().execute(async (trx) => {
      await lock(trx, "added lists");
      await saveGuildJoined(trx, guildId);
      const list = await findAddedList(trx, offer);
      if (list === null) return expired;
      const others = (await addedListsOfGuild(trx, guildId)).filter((id) => id !== offer);
      if (others.length >= serverListLimits.perServer) return tooManyOfServer;
      if (list.addedAt === null && (await countAddedLists(trx)) >= serverListLimits.total)
        return "This bot cannot take more added lists: ask its operator.";
      await confirmAddedList(trx, offer, Date.now());
      await saveListChoices(trx, [{ guildId, listId: offer, visible: true }]);
      await signal(trx, "choices");
      return null;
    });
  }

  /** The name of the public list at the same place. */
  function nameOfSame({ url, branch, path }: Pick<Address, "url" | "branch"> & { path: string }) {
    const same = runners.all().find(({ source: { upstream, isPublic } }) => {
      if (upstream === null || !isPublic) return false;
      const theirs = gitAccess.parseListAddress(upstream.url);
      const theirUrl = theirs.kind === "address" ? theirs.url : upstream.url;
      return (
        theirUrl === url && upstream.paths.includes(path) && (branch === null || branch === upstream.branch)
      );
    });
    return (same && listIndex.find(same.source.id)?.name) ?? null;
  }

  return {
    addedBy,
    async preview(guildId, request) {
      const address = addressOf(request);
      if (address.kind === "refused") return address;
      const reason = limitReached(guildId);
      if (reason !== null) return refuse(reason);
      const outcome = await limiter.run(guildId, () => read(address));
      return "wait" in outcome ? refuse(outcome.wait) : outcome;
    },
    async add(guildId, offer) {
      const list = await findAddedList(db, offer);
      if (list === null) return refuse(expired);
      const refused = await confirm(guildId, offer);
      if (refused !== null) return refuse(refused);
      deps.log.info({ list: offer, url: list.url, guildId }, "a server added a list");
      await visibility.load();
      await syncAddedLists();
      await runners.check({ only: offer, force: true });
      const served = listIndex.find(offer);
      return served === null
        ? refuse("It could not be served: tell the operator of this bot.")
        : { kind: "added", list: served };
    },
    async remove(guildId, listId) {
      if (addedBy(guildId).every(({ id }) => id !== listId)) return false;
      await db.transaction().execute(async (trx) => {
        await lock(trx, "added lists");
        await deleteListChoice(trx, guildId, listId);
        if ((await choicesOfList(trx, listId)).size === 0) await deleteAddedList(trx, listId);
        await signal(trx, "choices");
      });
      deps.log.info({ list: listId, guildId }, "a server took a list out");
      await visibility.load();
      await syncAddedLists();
      return true;
    },
  };
}

/**
 * The id of a list that a server adds: `owner.repository` in plain letters, with a number where that is taken. The dot
 * distinguishes it from every id in the operator's configuration.
 */
async function freeListId(db: Db, url: string): Promise<string> {
  const names = url
    .replace(/^\w+:\/+/, "")
    .split("/")
    .slice(-2)
    .map(
      (name) =>
        name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, "-")
          .replace(/^-+|-+$/g, "") || "list",
    );
  const base = (names.length === 2 ? names : ["a", ...names]).join(".").slice(0, maxIdLength);
  let id = base;
  for (let count = 2; (await findAddedList(db, id)) !== null; count++) id = `${base}-${count}`;
  return id;
}

function refuse(reason: string) {
  return { kind: "refused", reason } as const;
}
