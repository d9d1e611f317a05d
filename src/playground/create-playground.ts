import type { Paper } from "../catalogue/paper.js";
import { parseList } from "../catalogue/parse-list.js";
import { refuseSource } from "../catalogue/source/refuse-source.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import type { LivePanel, PanelHandler } from "../sandbox/panels.js";
import type { PanelResult } from "../sandbox/protocol.js";
import { createGit } from "../upstream/git.js";
import { serialQueue } from "../upstream/serial-queue.js";
import { type Action, actions } from "./actions.js";
import { drawPanel } from "./draw-panel.js";
import { createMadeUpTitles } from "./made-up-titles.js";
import { createRepository } from "./repository/create-repository.js";
import { pastCommits } from "./repository/past-commits.js";

export interface PlaygroundOptions {
  /** Where the repository goes. Made where it is not there; has to be empty. */
  readonly folder: string;
  /** The list's markdown: what the newest commit holds, to the byte. */
  readonly list: string;
  readonly venues: VenueRegistry;
  /** Where git is found. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Called after each commit, so that the host looks upstream and shows the panels anew. */
  readonly onChange: () => void;
}

/** A local upstream to play with: a real git repository, and a form that changes its list as a maintainer would. */
export interface Playground {
  /** Its address: `file://…`. The list is README.md on the branch main. */
  readonly url: string;
  /** For the sandbox's page. Its menus are those of the list as it is when they are asked for. */
  readonly panels: readonly LivePanel[];
  /** Finishes what is in hand, and refuses what comes later. The folder stays: it is the host's. */
  close(): Promise<void>;
}

/** @throws Error as one sentence, where the folder is not empty or git does not work. */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { folder, list, venues, environment, onChange } = options;
  const git = createGit({ environment, allowFile: true });
  const repository = await createRepository(git, folder, pastCommits(list, venues, new Date()));
  const enqueue = serialQueue();
  const madeUpTitle = createMadeUpTitles();
  let beforeAccidents: readonly string[] = [];
  let papers: readonly Paper[] = parseList(list, venues).papers;
  let isClosed = false;

  const act = async (action: Action, fields: Readonly<Record<string, string>>): Promise<PanelResult> => {
    if (isClosed) return { ok: false, text: "The local upstream is closed." };
    const markdown = await repository.read();
    const isBroken = refuseSource(markdown) !== null;
    if (isBroken && action.id !== "mend") return { ok: false, text: "The list is broken: mend it first." };
    papers = isBroken ? papers : parseList(markdown, venues).papers;
    const edit = action.edit(
      { markdown, papers, venues, thisYear: thisYear(), beforeAccidents, madeUpTitle },
      fields,
    );
    if (edit.kind === "refused") return { ok: false, text: edit.reason };

    const commit = { markdown: edit.markdown, message: edit.message, at: Math.floor(Date.now() / 1000) };
    const sha = await repository.commit(commit, edit.how === "amend" ? "instead" : "after");
    const isHeldBack = beforeAccidents.length > 0 && (edit.how === "usual" || edit.how === "amend");
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
          return drawPanel({ papers, venues, thisYear: thisYear() });
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
  "announced within seconds, unless the accident before it is still held: mend the list first then";

function thisYear(): string {
  return String(new Date().getUTCFullYear());
}
