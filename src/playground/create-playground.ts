import type { Paper } from "../catalogue/paper.js";
import { parseList } from "../catalogue/parse-list.js";
import { refuseSource } from "../catalogue/source/refuse-source.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import { serialQueue } from "../reading/serial-queue.js";
import type { LivePanel, PanelHandler } from "../sandbox/panels.js";
import type { PanelResult } from "../sandbox/protocol.js";
import { createGit } from "../upstream/git.js";
import { type Action, actions, type ListState } from "./actions.js";
import { type Fields, Refused } from "./edits/edit.js";
import { createMadeUpTitles } from "./made-up-titles.js";
import { createRepository } from "./repository/create-repository.js";
import { pastCommits } from "./repository/past-commits.js";

export interface PlaygroundOptions {
  /** The repository's folder. Created if missing; must be empty. */
  readonly folder: string;
  /** The list's markdown: the exact content of the newest commit. */
  readonly list: string;
  readonly venues: VenueRegistry;
  /** The environment of git. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Called after each commit, so that the host checks upstream and updates the panels. */
  readonly onChange: () => void;
}

/** A local upstream: a real git repository, and a panel that changes its list as a maintainer would. */
export interface Playground {
  /** `file://…`. The list is README.md on the branch main. */
  readonly url: string;
  /** For the sandbox's page. Each read reflects the current list. */
  readonly panels: readonly LivePanel[];
  /** Finishes pending actions and refuses further ones. The folder belongs to the host and stays. */
  close(): Promise<void>;
}

/** @throws Error with one sentence, if the folder is not empty or git fails. */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { folder, list, venues, environment, onChange } = options;
  const git = createGit({ environment, allowFile: true });
  const repository = await createRepository(git, folder, pastCommits(list, venues, new Date()));
  const enqueue = serialQueue();
  const madeUpTitle = createMadeUpTitles();
  let beforeAccidents: readonly string[] = [];
  let papers: readonly Paper[] = parseList(list, venues).papers;
  let isClosed = false;

  const act = async (action: Action, fields: Fields): Promise<PanelResult> => {
    if (isClosed) throw new Refused("The local upstream is closed.");
    const markdown = await repository.read();
    const isBroken = refuseSource(markdown) !== null;
    if (isBroken && action.id !== "mend") throw new Refused("The list is broken: mend it first.");
    papers = isBroken ? papers : parseList(markdown, venues).papers;
    const now = { markdown, papers, venues, thisYear: thisYear(), beforeAccidents, madeUpTitle };
    const edit = action.edit(now, fields);

    const at = Math.floor(Date.now() / 1000);
    if (edit.first) await repository.commit({ ...edit.first, at }, "append");
    const commit = { markdown: edit.markdown, message: edit.message, at };
    const sha = await repository.commit(commit, edit.how === "amend" ? "replace" : "append");
    const isHeldBack = beforeAccidents.length > 0 && (edit.how === "normal" || edit.how === "amend");
    const expect = isHeldBack ? expectAfterAccident : edit.expect;
    if (edit.how === "accident") beforeAccidents = [...beforeAccidents, markdown];
    if (edit.how === "mend") beforeAccidents = beforeAccidents.slice(0, -1);
    if (refuseSource(edit.markdown) === null) papers = parseList(edit.markdown, venues).papers;
    onChange();
    return { ok: true, text: `Committed ${sha.slice(0, 7)}: ${edit.message}; ${expect}.` };
  };
  const handlers = Object.fromEntries(
    actions.map((action): [string, PanelHandler] => [
      action.id,
      (fields) => enqueue(() => act(action, fields)),
    ]),
  );
  return {
    url: repository.url,
    panels: [
      {
        get panel() {
          const now: ListState = { papers, venues, thisYear: thisYear() };
          return {
            id: "upstream",
            title: "Local upstream",
            description:
              "A real git repository with the list. Its changes are announced in the subscribed channels: type /subscribe first.",
            actions: actions.map(({ id, label, fields }) => ({ id, label, fields: fields(now) })),
          };
        },
        handlers,
      },
    ],
    close: () =>
      enqueue(async () => {
        isClosed = true;
      }),
  };
}

const expectAfterAccident =
  "announced within seconds, unless an earlier accident is still held: then mend the list first";

function thisYear(): string {
  return String(new Date().getUTCFullYear());
}
