import { describe, expect, test } from "vitest";
import { diffCatalogues } from "../../src/catalogue/diff.js";
import type { KnownPaper, KnownPapers } from "../../src/catalogue/known-paper.js";
import type { Paper } from "../../src/catalogue/paper.js";
import { neighbours, paper } from "./diff-helpers.js";
import { venues } from "./reading.js";

const title = "Bi-ViT: Pushing the Limit of Vision Transformer Quantization";
const code = "https://github.com/someone/bi-vit";

/** The announcements for each version of a list, as the watcher makes them. */
function follow(...versions: (readonly Paper[])[]): string[][] {
  let knownPapers: KnownPapers = new Map();
  let papers: readonly Paper[] = [];
  return versions.map((version) => {
    const step = diffCatalogues({ papers }, { papers: [...neighbours, ...version] }, venues, knownPapers);
    // The store keeps known papers as JSON.
    const rows: KnownPaper[] = JSON.parse(JSON.stringify([...step.knownPapers.values()]));
    knownPapers = new Map(rows.map((row) => [row.id, row]));
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

  test("is only code-released if a code link appears", () => {
    const after = paper(title, { arxiv: "2305.12354", code });
    expect(diff(base, after)).toMatchObject({
      added: [],
      codeReleased: [after],
      accepted: [],
      edited: [],
      removed: [],
    });
  });

  test("is only accepted if a paper goes from a preprint server, or from nothing, to a venue", () => {
    const after = paper(title, { arxiv: "2305.12354", venue: "AAAI", year: 2024 });
    expect(diff(base, after)).toMatchObject({ accepted: [after], edited: [], added: [] });
    expect(diff({ ...base, venue: "arXiv", year: 2023 }, after)).toMatchObject({
      accepted: [after],
      edited: [],
    });
    expect(diff({ ...base, venue: "Under review" }, after)).toMatchObject({ accepted: [after], edited: [] });
  });

  test("is an edit and not an acceptance if one venue replaces another or only a year appears", () => {
    const [iclr, aaai] = [paper(title, { venue: "ICLR" }), paper(title, { venue: "AAAI" })];
    expect(diff(iclr, aaai)).toMatchObject({ accepted: [], edited: [{ before: iclr, after: aaai }] });
    expect(diff(base, { ...base, year: 2023 })).toMatchObject({ accepted: [], edited: [{}] });
    expect(diff(base, { ...base, venue: "arXiv" })).toMatchObject({ accepted: [], edited: [{}] });
  });

  test("is code-released and edited if the code appears and the title is corrected at once", () => {
    const after = paper(`${title}s`, { arxiv: "2305.12354", code });
    const { codeReleased, edited } = diff(base, after);
    expect(codeReleased).toEqual([{ ...after, id: base.id }]);
    expect(edited).toEqual([{ before: base, after: { ...after, id: base.id } }]);
  });

  test("is code-released even if another paper has the same repository and keeps it", () => {
    const shared = paper(title, { arxiv: "2305.12354", code: "https://github.com/zkkli/I-ViT" });
    expect(diff(base, shared).codeReleased).toEqual([shared]);
  });

  test("does not arise from reordering a list", () => {
    const papers = [...neighbours, base];
    const { added, codeReleased, accepted, edited, removed } = diffCatalogues(
      { papers },
      { papers: papers.toReversed() },
      venues,
    );
    expect([added, codeReleased, accepted, edited, removed]).toEqual([[], [], [], [], []]);
  });

  test("of a renamed paper has its first id, also when it is removed", () => {
    const renamed = paper("Bi-ViT: Pushing Limits", { arxiv: "2305.12354" });
    const step = diff(base, renamed);
    const gone = diffCatalogues({ papers: step.papers }, { papers: neighbours }, venues, step.knownPapers);
    expect(gone.removed).toEqual([{ ...renamed, id: base.id }]);
  });
});

describe("a known paper", () => {
  const first = paper(title, { arxiv: "2305.12354" });

  test("that left and returned is not announced again", () => {
    expect(follow([first], [], [first])).toEqual([[`added ${title}`], [], []]);
  });

  test("that returned under a corrected title, or another one with the same arXiv id, is not announced again", () => {
    const corrected = paper(title.replace("Limit", "Limits"), {
      paper: "https://ojs.aaai.org/index.php/AAAI/article/view/28109",
    });
    const retitled = paper("Binary Vision Transformers, Revisited", { arxiv: "2305.12354" });
    expect(follow([first], [], [corrected], [], [retitled]).slice(1)).toEqual([[], [], [], []]);
  });

  test("that returned with code has its code announced once", () => {
    const released = paper(title, { arxiv: "2305.12354", code });
    expect(follow([first], [], [released], [first], [released]).slice(1)).toEqual([
      [],
      [`code ${title}`],
      [],
      [],
    ]);
  });

  test("that changes its venue back and forth is accepted once per venue", () => {
    const at = (venue: string) => [paper(title, { arxiv: "2305.12354", venue })];
    expect(follow([first], at("AAAI"), at("arXiv"), at("AAAI"), [first], at("ICLR")).slice(1)).toEqual([
      [`accepted ${title} AAAI`],
      [],
      [],
      [],
      [`accepted ${title} ICLR`],
    ]);
  });

  test("that was renamed is still recognised by its first title", () => {
    const renamed = paper("Something Else Entirely", { arxiv: "2305.12354" });
    const [, , third] = follow([first], [renamed], [renamed, first]);
    expect(third).toEqual([]);
  });

  test("that left is not a new paper with the same name and another arXiv id", () => {
    const twin = paper("Bi-ViT: Binary Attention for Video", { arxiv: "2401.11111" });
    expect(follow([first], [], [twin]).at(-1)).toEqual([`added ${twin.title}`]);
  });

  test("is learned once: an unchanged version adds nothing", () => {
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
