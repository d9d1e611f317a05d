import { describe, expect, test } from "vitest";
import { diffCatalogues } from "../../src/catalogue/diff.js";
import type { KnownPaper, KnownPapers } from "../../src/catalogue/known-paper.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { neighbours, paper, venues } from "./diff-helpers.js";

const title = "Bi-ViT: Pushing the Limit of Vision Transformer Quantization";
const code = "https://github.com/someone/bi-vit";

/** Follows a list through its versions as the watcher does, and says what each of them announces. */
function follow(...versions: (readonly Paper[])[]): string[][] {
  let memory: KnownPapers = new Map();
  let papers: readonly Paper[] = [];
  return versions.map((version) => {
    const step = diffCatalogues({ papers }, { papers: [...neighbours, ...version] }, venues, memory);
    // What a store keeps of the memory is JSON.
    const rows: KnownPaper[] = JSON.parse(JSON.stringify([...step.knownPapers.values()]));
    memory = new Map(rows.map((row) => [row.id, row]));
    papers = step.papers;
    return [
      ...step.added.map(({ title }) => `added ${title}`),
      ...step.codeReleased.map(({ title }) => `code ${title}`),
      ...step.accepted.map(({ title, venue }) => `accepted ${title} ${venue}`),
    ].filter((line) => !neighbours.some(({ title }) => line === `added ${title}`));
  });
}

describe("a change", () => {
  const base = paper(title, { arxiv: "2305.12354" });
  const diff = (before: Paper, after: Paper) =>
    diffCatalogues({ papers: [...neighbours, before] }, { papers: [...neighbours, after] }, venues);

  test("is code-released, and nothing else, where a code link appears", () => {
    const after = paper(title, { arxiv: "2305.12354", code });
    expect(diff(base, after)).toMatchObject({
      added: [],
      codeReleased: [after],
      accepted: [],
      edited: [],
      removed: [],
    });
  });

  test("is accepted, and nothing else, where a paper goes from a preprint server, or from nothing, to a venue", () => {
    const after = paper(title, { arxiv: "2305.12354", venue: "AAAI", year: 2024 });
    expect(diff(base, after)).toMatchObject({ accepted: [after], edited: [], added: [] });
    expect(diff({ ...base, venue: "arXiv", year: 2023 }, after)).toMatchObject({
      accepted: [after],
      edited: [],
    });
    expect(diff({ ...base, venue: "Under review" }, after)).toMatchObject({ accepted: [after], edited: [] });
  });

  test("is an edit, and no acceptance, where one venue replaces another or only a year appears", () => {
    const [iclr, aaai] = [paper(title, { venue: "ICLR" }), paper(title, { venue: "AAAI" })];
    expect(diff(iclr, aaai)).toMatchObject({ accepted: [], edited: [{ before: iclr, after: aaai }] });
    expect(diff(base, { ...base, year: 2023 })).toMatchObject({ accepted: [], edited: [{}] });
    expect(diff(base, { ...base, venue: "arXiv" })).toMatchObject({ accepted: [], edited: [{}] });
  });

  test("is both, where the code came out and the title was put right at once", () => {
    const after = paper(`${title}s`, { arxiv: "2305.12354", code });
    const { codeReleased, edited } = diff(base, after);
    expect(codeReleased).toEqual([{ ...after, id: base.id }]);
    expect(edited).toEqual([{ before: base, after: { ...after, id: base.id } }]);
  });

  test("is code-released also where the repository is that of another paper, which keeps it", () => {
    const shared = paper(title, { arxiv: "2305.12354", code: "https://github.com/zkkli/I-ViT" });
    expect(diff(base, shared).codeReleased).toEqual([shared]);
  });

  test("is none where a list is reordered", () => {
    const papers = [...neighbours, base];
    const { added, codeReleased, accepted, edited, removed } = diffCatalogues(
      { papers },
      { papers: papers.toReversed() },
      venues,
    );
    expect([added, codeReleased, accepted, edited, removed]).toEqual([[], [], [], [], []]);
  });

  test("names a paper that was renamed by the id it was first known by, also when it is removed", () => {
    const renamed = paper("Bi-ViT: Pushing Limits", { arxiv: "2305.12354" });
    const step = diff(base, renamed);
    const gone = diffCatalogues({ papers: step.papers }, { papers: neighbours }, venues, step.knownPapers);
    expect(gone.removed).toEqual([{ ...renamed, id: base.id }]);
  });
});

describe("with a memory, a paper", () => {
  const first = paper(title, { arxiv: "2305.12354" });

  test("that left and came back is not announced again", () => {
    expect(follow([first], [], [first])).toEqual([[`added ${title}`], [], []]);
  });

  test("that came back under a corrected title, or another one with the same id, is not announced again", () => {
    const corrected = paper(title.replace("Limit", "Limits"), {
      paper: "https://ojs.aaai.org/index.php/AAAI/article/view/28109",
    });
    const retitled = paper("Binary Vision Transformers, Revisited", { arxiv: "2305.12354" });
    expect(follow([first], [], [corrected], [], [retitled]).slice(1)).toEqual([[], [], [], []]);
  });

  test("that came back with code has its code announced once", () => {
    const released = paper(title, { arxiv: "2305.12354", code });
    expect(follow([first], [], [released], [first], [released]).slice(1)).toEqual([
      [],
      [`code ${title}`],
      [],
      [],
    ]);
  });

  test("that is moved to and fro is accepted once by each venue", () => {
    const at = (venue: string) => [paper(title, { arxiv: "2305.12354", venue })];
    expect(follow([first], at("AAAI"), at("arXiv"), at("AAAI"), [first], at("ICLR")).slice(1)).toEqual([
      [`accepted ${title} AAAI`],
      [],
      [],
      [],
      [`accepted ${title} ICLR`],
    ]);
  });

  test("that was renamed does not hand its id to a new paper under its first title's digits", () => {
    const renamed = paper("Something Else Entirely", { arxiv: "2305.12354" });
    const [, , third] = follow([first], [renamed], [renamed, first]);
    expect(third).toEqual([]);
  });

  test("unlike one that left, but with its name and another id, is new", () => {
    const twin = paper("Bi-ViT: Binary Attention for Video", { arxiv: "2401.11111" });
    expect(follow([first], [], [twin]).at(-1)).toEqual([`added ${twin.title}`]);
  });

  test("is learned once: a version without news teaches nothing", () => {
    const one = diffCatalogues({ papers: [] }, { papers: neighbours }, venues);
    const two = diffCatalogues(
      { papers: one.papers },
      { papers: structuredClone(neighbours) },
      venues,
      one.knownPapers,
    );
    expect(one.learned).toHaveLength(neighbours.length);
    expect(two.learned).toEqual([]);
  });
});
