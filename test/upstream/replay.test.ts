import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ReplayLine, replay } from "../../src/upstream/replay.js";
import { createUpstream, git, list, readingOf, titles, type Upstream } from "./fixture.js";

const [one, two, three] = titles(0, 3) as [string, string, string];
let upstream: Upstream;
beforeEach(() => {
  upstream = createUpstream();
});
afterEach(() => upstream.remove());

async function lines(dir = upstream.dir, ...paths: string[]) {
  const all: ReplayLine[] = [];
  for await (const line of replay(git, dir, paths.length > 0 ? paths : ["README.md"], readingOf()))
    all.push(line);
  return all;
}

const addedTitles = (line: { added: readonly { title: string }[] }) => line.added.map(({ title }) => title);

describe("replay", () => {
  test("has one line for each commit that changes the list, oldest first, and announces nothing for the first", async () => {
    const shas = [
      upstream.commit({ "README.md": list(one) }),
      upstream.commit({ "README.md": list(one, two) }),
      upstream.commit({ "other.md": "no list" }),
      upstream.commit({ "README.md": list(two, one, three) }),
    ];
    const replayed = await lines();
    expect(replayed.map(({ sha }) => sha)).toEqual([shas[0], shas[1], shas[3]]);
    expect(replayed.map(addedTitles)).toEqual([[], [two], [three]]);
    expect(replayed[1]).toMatchObject({
      codeReleased: [],
      accepted: [],
      edited: [],
      removed: [],
      held: false,
    });
    expect(Object.keys(replayed[0] ?? {})).toEqual([
      ...["sha", "date", "added", "codeReleased", "accepted", "edited", "removed", "held"],
    ]);
  });

  test("announces all papers of a list that began as a stub", async () => {
    upstream.commit({ "README.md": "# Papers\n" });
    upstream.commit({ "README.md": list(one, two) });
    expect((await lines()).map(addedTitles)).toEqual([[], [one, two]]);
  });

  test("gives the same lines for a bare repository", async () => {
    upstream.commit({ "README.md": list(one) });
    upstream.commit({ "README.md": list(one, two) });
    const bare = join(mkdtempSync(join(tmpdir(), "paperboy-bare-")), "list.git");
    execFileSync("git", ["clone", "--quiet", "--bare", upstream.dir, bare]);
    expect(await lines(bare)).toEqual(await lines());
  });

  test("lists what a held revision would add, and continues from it", async () => {
    const [gone, more] = [titles(100, 103), titles(200, 250)];
    upstream.commit({ "README.md": list(one, ...gone) });
    upstream.commit({ "README.md": list(one, ...more) });
    upstream.commit({ "README.md": list(one, ...more, two) });
    const replayed = await lines();
    expect(replayed.map(({ held }) => held)).toEqual([false, true, false]);
    expect(replayed.map(addedTitles)).toEqual([[], more, [two]]);
    expect(replayed[1]).toMatchObject({ reason: "It removes 3 of 4 papers." });
  });

  test("announces nothing of a list that broke, was removed and came back", async () => {
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": "<html><body>503</body></html>" });
    upstream.commit({ "README.md": null, "other.md": "x" });
    upstream.commit({ "README.md": list(one, two, three) });
    const replayed = await lines();
    expect(replayed.map(({ held }) => held)).toEqual([false, true, true, false]);
    expect(replayed.map(addedTitles)).toEqual([[], [], [], [three]]);
    expect(replayed.flatMap(({ removed }) => removed)).toEqual([]);
  });

  test("holds once what is no list for the same reason, and nothing before the first paper", async () => {
    upstream.commit({ "README.md": "" });
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": "# Moved\n\nThis list has a new home.\n" });
    upstream.commit({ "README.md": "# Moved\n\nThis list has a home.\n" });
    upstream.commit({ "README.md": "" });
    upstream.commit({ "README.md": list(one, two, three) });
    const replayed = await lines();
    expect(replayed.map(({ held }) => held)).toEqual([false, false, true, false, true, false]);
    expect(replayed.map(({ reason }) => reason?.replace(/^README.md /, ""))).toEqual([
      ...["is empty.", undefined, "has no paper in it that could be read."],
      ...["has no paper in it that could be read.", "is empty.", undefined],
    ]);
    expect(replayed.at(-1)?.added.map(({ title }) => title)).toEqual([three]);
  });

  test("follows a file that is moved for good", async () => {
    upstream.commit({ "README.md": list(one, two) });
    upstream.commit({ "README.md": null, "papers.md": list(one, two) });
    upstream.commit({ "papers.md": list(one, two, three) });
    const replayed = await lines();
    expect(replayed.map(({ held }) => held)).toEqual([false, false, false]);
    expect(replayed.map(addedTitles)).toEqual([[], [], [three]]);
  });

  test("follows merges along their first parent", async () => {
    upstream.commit({ "README.md": list(one) });
    upstream.run("checkout", "--quiet", "-b", "topic");
    upstream.commit({ "README.md": list(one, two) });
    upstream.run("checkout", "--quiet", "main");
    upstream.commit({ "README.md": list(three, one) });
    upstream.run("merge", "--quiet", "--no-ff", "-m", "Merge", "topic");
    expect((await lines()).map(addedTitles)).toEqual([[], [three], [two]]);
  });

  test("reads a path literally, and explains a path or folder that is wrong", async () => {
    upstream.commit({ "-papers *.md": list(one), "README.md": list(two) });
    expect(await lines(upstream.dir, "-papers *.md")).toHaveLength(1);
    await expect(lines(upstream.dir, "--output=x")).rejects.toThrow(/No commit of .* touches --output=x/);
    await expect(lines(upstream.dir, "../README.md")).rejects.toThrow(/is not a file's path/);
    await expect(lines(join(upstream.dir, "nowhere"))).rejects.toThrow(/cannot be replayed: git says/);
  });
});
