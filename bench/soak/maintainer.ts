import { hostileLists } from "../hostile-lists.js";
import { readCorpus } from "../search/corpus.js";
import { createRandom } from "../search/random.js";
import { createGitWriter } from "./git-writer.js";
import { madeUpTitle } from "./made-up-titles.js";

/** A change that has to be announced. */
export interface ExpectedChange {
  readonly kind: "added" | "code-released";
  readonly title: string;
  readonly year: number;
}

const basePapers = 60;
/** Below the surge limit of 40. */
const maxFlood = 30;
const nonsenseDates = [
  "1700000000000 +0000",
  "1516956202 -3407",
  "253402300800 +0000",
  "1700000000 0000",
  "-100000 +0000",
  "99999999999999999999 +0000",
];
/** The beginning of the title that Discord refuses. */
export const unwanted = "Unwanted";

interface Entry {
  readonly title: string;
  readonly link: string;
  code: string | null;
  video: string | null;
}

/**
 * Keeps a list in a real repository: papers a few at a time, now and then a flood, an edit, a nonsense date, a revision
 * in another encoding, or one that cannot be read.
 *
 * @param hostileSize characters of a hostile revision
 */
export async function createMaintainer(folder: string, seed: number, hostileSize: number) {
  const random = createRandom(seed);
  const repository = await createGitWriter(folder);
  const entry = (title: string, index: number): Entry => ({
    title,
    link: `https://example.org/papers/${index}`,
    code: null,
    video: null,
  });
  const corpus = readCorpus("bench/search/titles.tsv");
  const old = corpus.map(({ title }, index) => entry(title.replaceAll("[", "("), index));
  let next = 0;
  const base = Array.from({ length: basePapers }, () => entry(madeUpTitle(next++), 100_000 + next));
  const added: Entry[] = [];
  const withoutCode = random.shuffle(base);
  const expected: ExpectedChange[] = [];
  const commits = new Map<string, number>();
  const hostile = await Promise.all(
    random
      .shuffle(hostileLists)
      .slice(0, 6)
      .map(({ list }) => repository.save(list(hostileSize))),
  );

  function text(): string {
    const section = (heading: string, entries: readonly Entry[]) => [`## ${heading}`, ...entries.map(lineOf)];
    return [
      "# Papers",
      ...section("ICLR-2026", added),
      ...section("ICLR-2024", base),
      ...section("NeurIPS-2023", old),
    ]
      .join("\n\n")
      .concat("\n");
  }

  /** @param start put before the first title */
  function add(count: number, { start = "", accent = "" } = {}): void {
    for (let index = 0; index < count; index++) {
      const title = `${index === 0 ? start : ""}${madeUpTitle(next++, accent)}`;
      added.unshift(entry(title, 100_000 + next));
      expected.push({ kind: "added", title, year: 2026 });
    }
  }

  const few = () => 1 + random.below(5);
  const kinds: Readonly<Record<string, { readonly weight: number; readonly make: () => Promise<void> }>> = {
    "new papers": {
      weight: 58,
      async make() {
        add(few());
        await repository.commit(text());
      },
    },
    "a flood": {
      weight: 6,
      async make() {
        add(10 + random.below(maxFlood - 9));
        await repository.commit(text());
      },
    },
    "a code release": {
      weight: 8,
      async make() {
        const paper = withoutCode.pop();
        if (paper === undefined) return;
        paper.code = `https://github.com/example/${paper.link.split("/").at(-1)}`;
        expected.push({ kind: "code-released", title: paper.title, year: 2024 });
        await repository.commit(text());
      },
    },
    "an edit that nobody is told of": {
      weight: 6,
      async make() {
        random.pick(old).video = `https://youtu.be/${random.below(1e9)}`;
        await repository.commit(text());
      },
    },
    "a nonsense date": {
      weight: 6,
      async make() {
        add(1 + random.below(2));
        await repository.commit(text(), random.pick(nonsenseDates));
      },
    },
    "another encoding": {
      weight: 6,
      async make() {
        add(1, { accent: " à Besançon" });
        await repository.commit(Buffer.from(text(), "latin1"));
      },
    },
    "a hostile revision": { weight: 4, make: async () => repository.commit({ blob: random.pick(hostile) }) },
    "no file": { weight: 2, make: () => repository.commit(null) },
    "bytes that are no text": {
      weight: 2,
      make: () => repository.commit(Buffer.from(Array.from({ length: 5_000 }, () => random.below(256)))),
    },
    "conflict markers": {
      weight: 2,
      make: () => repository.commit(`${text()}\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> other\n`),
    },
  };
  const drawn = Object.entries(kinds).flatMap(([name, { weight }]) => Array<string>(weight).fill(name));

  async function commit(name: string): Promise<void> {
    await kinds[name]?.make();
    commits.set(name, (commits.get(name) ?? 0) + 1);
  }

  await repository.commit(text());
  return {
    url: repository.url,
    head: repository.head,
    expected: (): readonly ExpectedChange[] => expected,
    commits: (): Readonly<Record<string, number>> => Object.fromEntries(commits),
    /** One change at random. */
    change: () => commit(random.pick(drawn)),
    /** One with a title that Discord does not take. */
    async addUnwanted(): Promise<void> {
      add(4, { start: `${unwanted} ` });
      await repository.commit(text());
    },
    /** A list that can be read, with one more paper, whatever was there before. */
    finish: () => commit("new papers"),
  };
}

function lineOf({ title, link, code, video }: Entry): string {
  const links = [
    `[[paper](${link})]`,
    ...(code === null ? [] : [`[[code](${code})]`]),
    ...(video === null ? [] : [`[[video](${video})]`]),
  ];
  return `- ${title} ${links.join(" ")}`;
}
