import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commitDate } from "../../src/upstream/commit-date.js";
import { createUpstream, list, titles, type Upstream, watch } from "./fixture.js";

const [one, two, three, four] = titles(0, 4) as [string, string, string, string];
let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
});
afterEach(() => upstream.remove());

/** Commits a file with a header that git itself would not write. */
function commitAs(committer: string, files: Record<string, string>): string {
  const parent = upstream.run("rev-parse", "HEAD");
  upstream.commit(files);
  const tree = upstream.run("rev-parse", "HEAD^{tree}");
  const header = [`tree ${tree}`, `parent ${parent}`, "author A <a@x> 1700000000 +0000"];
  const text = `${[...header, ...(committer === "" ? [] : [committer])].join("\n")}\n\nUpdate\n`;
  const sha = upstream.feed(text, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
  upstream.run("update-ref", "HEAD", sha);
  return sha;
}

describe("a commit's date", () => {
  test.each([
    ["1700000000 1700000000 +0000", "2023-11-14T22:13:20+00:00"],
    ["1700000000 1700000000 +0530", "2023-11-15T03:43:20+05:30"],
    ["1700000000 1700000000 -0800", "2023-11-14T14:13:20-08:00"],
    ["0 0 +0000", "1970-01-01T00:00:00+00:00"],
    ["100 100 -0500", "1969-12-31T19:01:40-05:00"],
    ["1516956202 1516956202 -3407", "2018-01-26T08:43:22+00:00"],
    ["1700000000 1700000000 +99999999999", "2023-11-14T22:13:20+00:00"],
    ["253402300799 253402300799 +0800", "9999-12-31T23:59:59+00:00"],
    ["253402300800 253402300800 +0000", null],
    ["1700000000000 1700000000000 +0000", null],
    ["99999999999999999999999999 0 +0000", null],
    [" ", null],
    ["", null],
    ["text", null],
  ])("that git gives as %j is %s", (raw, date) => expect(commitDate.parse(raw)).toBe(date));

  test("is one that JavaScript can read, or null, whatever git gives", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.stringMatching(/^[+-]?\d{0,6}$/), (seconds, zone) => {
        const date = commitDate.parse(`${seconds} ${seconds} ${zone}`);
        return date === null || Math.floor(Date.parse(date) / 1000) === seconds;
      }),
    );
  });

  test("that is nonsense stops no list: the papers of every such commit are announced", {
    timeout: 120_000,
  }, async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list("Zero") });
    await bot.check();
    const stamps = [
      "1700000000000 +0000",
      "1516956202 -3407",
      "253402300800 +0000",
      "1700000000 0000",
      "-1000 +0000",
      "100 -0500",
      "text",
      "",
      "99999999999999999999999999 +0000",
      "1700000000 +9999999999999",
    ];
    const committers = [...stamps.map((stamp) => `committer A <a@x> ${stamp}`), "committer", ""];
    const papers = titles(10, 10 + committers.length);
    for (const [index, committer] of committers.entries())
      commitAs(committer, { "README.md": list("Zero", ...papers.slice(0, index + 1)) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(bot.announced()).toEqual(papers.map((title) => `added ${title}`));
    expect(bot.troubles).toEqual([]);
    const dates = bot.store.steps.map(({ revision }) => revision.date);
    for (const date of dates) expect(date === null || !Number.isNaN(Date.parse(date))).toBe(true);
    expect(dates.slice(1, 4)).toEqual([null, "2018-01-26T08:43:22+00:00", null]);
  });
});

describe("a merge", { timeout: 120_000 }, () => {
  const onBranch = (name: string, from: string) => upstream.run("checkout", "--quiet", "-B", name, from);
  const merge = (...names: string[]) =>
    upstream.run("merge", "--quiet", "--no-ff", "-X", "theirs", "-m", "Merge", ...names);

  test("by a contributor's git pull, which has what is served as its second parent, removes nothing", async () => {
    const bot = watch(upstream);
    const old = upstream.commit({ "README.md": list(one) });
    await bot.check();
    // Upstream goes on, and is checked; meanwhile somebody works on the old version, pulls and pushes.
    upstream.commit({ "README.md": list(one, two, three) });
    await bot.check();
    onBranch("contributor", old);
    upstream.commit({ "README.md": list(four, one), "other.md": "x" });
    upstream.run("merge", "--quiet", "--no-commit", "-X", "ours", "main");
    const merged = upstream.commit({ "README.md": list(four, one, two, three) });
    upstream.run("branch", "--quiet", "-f", "main", merged);
    upstream.run("checkout", "--quiet", "main");
    expect(upstream.run("rev-parse", "HEAD^2")).toBe(bot.store.state?.revision.sha);
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: false, steps: [{}] });
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`, `added ${four}`]);
  });

  test("of several branches at once is one revision", async () => {
    const bot = watch(upstream);
    const start = upstream.commit({ "README.md": list(one) });
    await bot.check();
    for (const [name, file] of [
      ["a", "a.md"],
      ["b", "b.md"],
    ] as const) {
      onBranch(name, start);
      upstream.commit({ [file]: name });
    }
    upstream.run("checkout", "--quiet", "main");
    upstream.commit({ "README.md": list(one, two) });
    upstream.run("merge", "--quiet", "-m", "Octopus", "a", "b");
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}] });
    expect(bot.announced()).toEqual([`added ${two}`]);
  });

  test("that is reverted, and reverted again, announces its papers once", async () => {
    const bot = watch(upstream);
    const start = upstream.commit({ "README.md": list(one) });
    await bot.check();
    onBranch("topic", start);
    upstream.commit({ "README.md": list(one, two) });
    upstream.run("checkout", "--quiet", "main");
    merge("topic");
    await bot.check();
    upstream.run("revert", "--no-edit", "-m", "1", "HEAD");
    upstream.run("revert", "--no-edit", "HEAD");
    upstream.commit({ "README.md": list(one, two, three) });
    await bot.check();
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`]);
  });

  test("anywhere in a history makes no paper removed or edited that stands before and after", async () => {
    const paper = fc.integer({ min: 0, max: 11 });
    const step = fc.record({
      kind: fc.constantFrom("commit", "commit", "branch", "merge", "pull"),
      add: paper,
      remove: fc.option(paper, { nil: null }),
    });
    const all = titles(20, 32);
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        async (before, after) => {
          const repository = createUpstream();
          const papersOf = new Map<string, ReadonlySet<number>>();
          let main = "";
          let side = "";
          const write = (papers: ReadonlySet<number>, parents: readonly string[]): string => {
            const text = list(
              "Zero anchors everything",
              "One anchors everything",
              ...[...papers].map((id) => all[id] ?? ""),
            );
            const blob = repository.feed(text, "hash-object", "-w", "--stdin");
            const tree = repository.feed(`100644 blob ${blob}\tREADME.md\n`, "mktree");
            const sha = repository.run(
              "commit-tree",
              tree,
              ...parents.flatMap((parent) => ["-p", parent]),
              "-m",
              String(papersOf.size),
            );
            papersOf.set(sha, papers);
            return sha;
          };
          const changed = (sha: string, { add, remove }: { add: number; remove: number | null }) => {
            const papers = new Set(papersOf.get(sha));
            if (remove !== null) papers.delete(remove);
            return papers.add(add);
          };
          const union = () => new Set([...(papersOf.get(main) ?? []), ...(papersOf.get(side) ?? [])]);
          const play = (steps: readonly { kind: string; add: number; remove: number | null }[]) => {
            for (const each of steps) {
              if (each.kind === "commit") main = write(changed(main, each), [main]);
              if (each.kind === "branch") side = write(changed(side, each), [side]);
              if (each.kind === "merge") main = write(union(), [main, side]);
              if (each.kind === "pull") main = write(union(), [side, main]);
            }
            repository.run("update-ref", "refs/heads/main", main);
          };
          try {
            main = side = write(new Set([0, 1, 2]), []);
            play(before);
            const bot = watch(repository);
            await bot.check();
            const [from, start] = [main, new Set(bot.served())];
            play(after);
            if (main === from) return;
            const outcome = await bot.check();
            expect(outcome.kind === "changed" ? outcome.rewritten : outcome).toEqual(
              outcome.kind === "changed" ? false : { kind: "unchanged" },
            );
            const end = new Set(bot.served());
            const announced = bot.announced();
            const stands = [...start].filter((title) => end.has(title));
            expect(announced.filter((line) => stands.some((title) => line.endsWith(title)))).toEqual([]);
            const added = [...end].filter((title) => !start.has(title));
            const known = new Set(
              bot.store.steps.flatMap(({ mode, learned }) =>
                mode === "none" ? learned.map((each) => each.title) : [],
              ),
            );
            for (const title of added.filter((each) => !known.has(each)))
              expect(announced.filter((line) => line === `added ${title}`)).toHaveLength(1);
          } finally {
            repository.remove();
          }
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe("a history that was rewritten", () => {
  test("by a rebase of what was served announces only what is new", async () => {
    const bot = watch(upstream);
    const start = upstream.commit({ "README.md": list(one) });
    upstream.commit({ "README.md": list(one, two) });
    await bot.check();
    upstream.run("reset", "--quiet", "--hard", start);
    upstream.commit({ LICENSE: "MIT" });
    upstream.commit({ "README.md": list(one, two, three) });
    expect(await bot.check()).toMatchObject({ kind: "changed", rewritten: true });
    expect(bot.announced()).toEqual([`added ${three}`]);
  });
});

describe("a flood", { timeout: 120_000 }, () => {
  test("in many commits between two checks is one digest, as one in a single commit", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(...titles(0, 5)) });
    await bot.check();
    for (let count = 1; count <= 12; count++)
      upstream.commit({ "README.md": list(...titles(0, 5 + count * 10)) });
    expect(await bot.check()).toMatchObject({ kind: "changed" });
    expect(bot.announced()).toHaveLength(120);
    expect(new Set(bot.store.steps.slice(1).map(({ mode }) => mode))).toEqual(new Set(["digest"]));
  });

  test("is none if the commits of a check together stay below the limit", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    for (let count = 2; count <= 4; count++) upstream.commit({ "README.md": list(...titles(0, count)) });
    await bot.check();
    expect(bot.store.steps.slice(1).map(({ mode }) => mode)).toEqual(Array(3).fill("announcements"));
  });
});

describe("a broken revision", () => {
  test("blocks no later one, and is reported once", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": `${list(one, two)}${"x".repeat(11_000_000)}` });
    expect(await bot.check()).toMatchObject({ kind: "failed", steps: [{}] });
    upstream.commit({ "README.md": "" });
    upstream.commit({ "README.md": list(one, two, three) });
    upstream.commit({ "README.md": list(one, two, three, four) });
    expect(await bot.check({ force: true })).toMatchObject({ kind: "changed" });
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`, `added ${four}`]);
    expect(bot.troubles).toEqual([expect.stringContaining("has 11 MB"), null]);
    expect(bot.skipped).toEqual([expect.stringContaining("README.md is empty")]);
  });

  test("whose content git cannot read in the mirror is skipped", async () => {
    const bot = watch(upstream);
    upstream.commit({ "README.md": list(one) });
    await bot.check();
    upstream.commit({ "README.md": list(one, two) });
    const blob = upstream.run("rev-parse", "HEAD:README.md");
    upstream.commit({ "README.md": list(one, two, three) });
    // The upstream serves commits and folders, and each file when it is asked for; this one it has lost.
    upstream.run("config", "uploadpack.allowFilter", "true");
    upstream.run("config", "uploadpack.allowAnySHA1InWant", "true");
    rmSync(join(upstream.dir, ".git/objects", blob.slice(0, 2), blob.slice(2)));
    expect(await bot.check()).toMatchObject({ kind: "changed", steps: [{}] });
    expect(bot.announced()).toEqual([`added ${two}`, `added ${three}`]);
    expect(bot.skipped).toEqual([expect.stringContaining("README.md could not be fetched")]);
  });
});
