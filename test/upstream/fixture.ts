import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { KnownPaper, KnownPapers } from "../../src/catalogue/known-paper.js";
import type { ListFile } from "../../src/catalogue/list-file.js";
import type { Catalogue } from "../../src/catalogue/paper.js";
import { parseVenues } from "../../src/catalogue/parse-venues.js";
import { createReader } from "../../src/reading/reader.js";
import type { StoredCatalogue } from "../../src/store/catalogues.js";
import type { AcceptedList, AcceptedRevision, HeldRevision } from "../../src/store/upstreams.js";
import { createGit, type Git } from "../../src/upstream/git.js";
import type { ListReading } from "../../src/upstream/read-revision.js";
import { parseRemote } from "../../src/upstream/remote.js";
import type { WatchStore } from "../../src/upstream/watch-store.js";
import { type CheckLimits, createWatcher } from "../../src/upstream/watcher.js";
import { someone, writeCommit } from "../support/write-commit.js";

export const venues = parseVenues(readFileSync("data/venues.yaml", "utf8"));
export const reader = createReader(venues);
let lists = 0;
/** How one more list is read. */
export function readingOf(options: Partial<ListReading> = {}): ListReading {
  return { reader, list: `list-${++lists}`, surge: 40, ...options };
}
export const git = createGit({ environment: process.env, allowFile: true });

/** A list of papers by their titles, as markdown. */
export function list(...titles: string[]): string {
  const entries = titles.map(
    (title) => `- ${title} [[paper](https://example.org/${encodeURIComponent(title)})]`,
  );
  return `# Papers\n\n## ICLR-2024\n\n${entries.join("\n\n")}\n`;
}

/** Titles without a common word. */
export function titles(from: number, to: number): string[] {
  const letters = (i: number) => [...String(i)].map((digit) => "bcdfghklmn"[Number(digit)]).join("a");
  return Array.from({ length: to - from }, (_, i) => {
    const word = letters(1000 + from + i);
    return `Z${word}: ${word}ix o${word} u${word}`;
  });
}

const committer = {
  GIT_AUTHOR_NAME: someone.name,
  GIT_AUTHOR_EMAIL: someone.email,
  GIT_COMMITTER_NAME: someone.name,
  GIT_COMMITTER_EMAIL: someone.email,
};

/** These neither read nor change the index, or which branch there is. */
const plainCommands = new Set(["config", "rev-parse", "hash-object", "update-ref"]);

/** A commit starts one program less. */
const noMaintenance = {
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "maintenance.auto",
  GIT_CONFIG_VALUE_0: "false",
};

/**
 * A real git repository in a temporary folder.
 *
 * @param startedAt seconds since 1970; each commit is an hour later than the one before
 */
export function createUpstream(startedAt = 1_700_000_000) {
  const dir = mkdtempSync(join(tmpdir(), "paperboy-upstream-"));
  let clock = startedAt;
  const startWith = (input: string, program: string, args: readonly string[]): string =>
    execFileSync(program, args, {
      cwd: dir,
      encoding: "utf8",
      input,
      stdio: "pipe",
      env: {
        ...process.env,
        ...committer,
        ...noMaintenance,
        GIT_COMMITTER_DATE: `${clock} +0000`,
        GIT_AUTHOR_DATE: `${clock} +0000`,
      },
    }).trim();
  const start = (program: string, ...args: string[]): string => startWith("", program, args);
  /** Whether the branch is `main`, and the index need not be known: git has changed neither. */
  let isPlain = true;
  /** Runs git with this standard input. */
  function feed(input: string, ...args: string[]): string {
    if (isPlain && !plainCommands.has(args[0] ?? "")) {
      isPlain = false;
      if (args[0] !== "init") start("git", "add", "--all");
    }
    return startWith(input, "git", args);
  }
  const run = (...args: string[]): string => feed("", ...args);
  init(dir);
  return {
    dir,
    run,
    feed,
    /** Commits files (null removes one) and returns the commit's id. */
    commit(files: Record<string, string | null>): string {
      clock += 3600;
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(dir, path)), { recursive: true });
        if (text === null) rmSync(join(dir, path));
        else writeFileSync(join(dir, path), text);
      }
      if (isPlain) return writeCommit(dir, clock);
      // One program that starts the three: starting one from a large process is slow.
      const steps = ["add --all", "commit --quiet --allow-empty -m Update", "rev-parse HEAD"];
      return start("sh", "-c", steps.map((step) => `git ${step}`).join(" && "));
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export type Upstream = ReturnType<typeof createUpstream>;

/** What `git init` leaves, but for examples: starting a program from a process of tests takes longer. */
function init(dir: string): void {
  for (const name of ["objects", "refs"]) mkdirSync(join(dir, ".git", name), { recursive: true });
  writeFileSync(join(dir, ".git", "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(dir, ".git", "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
}

interface WatchState extends AcceptedList {
  readonly knownPapers: KnownPapers;
}

/** A store in memory that records the committed steps. */
export function createMemoryStore(): WatchStore & {
  readonly steps: AcceptedRevision[];
  state: WatchState | null;
} {
  let held: HeldRevision | null = null;
  const catalogues = new Map<string, string>();
  const store = {
    steps: [] as AcceptedRevision[],
    state: null as WatchState | null,
    load: async () => store.state,
    loadKnownPapers: async () => store.state?.knownPapers ?? new Map(),
    async commit(expected: string | null, steps: readonly AcceptedRevision[], files: readonly ListFile[]) {
      if ((store.state?.revision.sha ?? null) !== expected) return false;
      for (const { revision, learned } of steps) {
        const knownPapers = new Map(store.state?.knownPapers);
        for (const known of learned) knownPapers.set(known.id, JSON.parse(JSON.stringify(known)));
        store.state = { revision, files, knownPapers };
      }
      store.steps.push(...steps);
      return true;
    },
    async commitPast(expected: string, steps: readonly AcceptedRevision[], learned: readonly KnownPaper[]) {
      if (store.state?.revision.sha !== expected) return false;
      const knownPapers = new Map(store.state.knownPapers);
      for (const known of learned) knownPapers.set(known.id, known);
      store.state = { ...store.state, knownPapers };
      store.steps.unshift(...steps);
      return true;
    },
    loadCatalogue: async (reading: string) => catalogues.get(reading) ?? null,
    async addCatalogue({ reading, content }: StoredCatalogue) {
      catalogues.set(reading, content);
    },
    loadHeld: async () => held,
    async saveHeld(next: HeldRevision | null) {
      held = next;
    },
  };
  return store;
}

interface WatchOptions {
  readonly store?: ReturnType<typeof createMemoryStore>;
  readonly branch?: string | null;
  readonly paths?: readonly string[];
  readonly git?: Git;
  readonly reading?: ListReading;
  /** The mirror's folder. Default: a new one. */
  readonly gitDir?: string;
  readonly limits?: CheckLimits;
}

/** A watcher of an upstream, with what it announced. */
export function watch(upstream: Pick<Upstream, "dir">, options: WatchOptions = {}) {
  const cache = mkdtempSync(join(tmpdir(), "paperboy-mirror-"));
  const outcome = parseRemote(upstream.dir, { allowFile: true });
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  const { remote } = outcome;
  const store = options.store ?? createMemoryStore();
  const catalogues: Catalogue[] = [];
  const troubles: (string | null)[] = [];
  const skipped: string[] = [];
  const clock = { now: 0 };
  const gitDir = options.gitDir ?? join(cache, "list.git");
  const watcher = createWatcher({
    git: options.git ?? git,
    remote,
    branch: options.branch ?? null,
    gitDir,
    paths: options.paths ?? ["README.md"],
    reading: options.reading ?? readingOf(),
    store,
    onVersion: ({ catalogue }) => catalogues.push(catalogue),
    onTrouble: (sentence) => troubles.push(sentence),
    onSkipped: (sentence) => skipped.push(sentence),
    ...(options.limits && { limits: options.limits }),
    now: () => clock.now,
  });
  return {
    ...watcher,
    store,
    troubles,
    skipped,
    clock,
    gitDir,
    /** Titles of the served list. */
    served: () => catalogues.at(-1)?.papers.map(({ title }) => title) ?? [],
    /** `path: problem` for each problem of the served list. */
    problems: () =>
      catalogues.at(-1)?.problems.map(({ path, message }) => `${path}: ${message.split(":")[0]}`),
    /** `added TITLE` for each announced change. */
    announced: () =>
      store.steps.flatMap(({ changes, mode }) =>
        mode === "none" ? [] : changes.map(({ kind, paper }) => `${kind} ${paper.title}`),
      ),
  };
}
