import { afterAll, beforeAll, expect, test } from "vitest";
import type { Paper } from "../../src/catalogue/paper.js";
import { toCsv } from "../../src/citations/to-csv.js";
import { toMarkdown } from "../../src/citations/to-markdown.js";
import type { Message } from "../../src/sandbox/protocol.js";
import { buttonsOf, later, messageOf, optionsOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";

let paperboy: Paperboy;
beforeAll(async () => {
  paperboy = await startPaperboy();
});
afterAll(() => paperboy.stop());

const mira = () => paperboy.person("Mira");

async function choose(message: Message, label: string) {
  const option = optionsOf(message).find((one) => one.label === label);
  return messageOf(await mira().choose(message, null, [option?.value ?? ""]));
}

/** The answer's file, once it is there: a slow one comes after a deferral. */
async function fileOf(message: Message): Promise<{ name: string; text: string }> {
  const whole = message.attachments.length > 0 ? message : await later(mira(), message, /papers?\*\* as/);
  const [file] = whole.attachments;
  if (file === undefined) throw new Error(`no file: ${textOf(whole)}`);
  return { name: file.filename, text: await (await fetch(new URL(file.url, paperboy.sandbox.url))).text() };
}

test("a search is exported as one file in each format, all pages of it", async () => {
  const results = messageOf(await mira().run("search", { query: "venue:iccv" }));
  const total = Number(/(\d+) papers for/.exec(textOf(results))?.[1]);
  expect(total).toBeGreaterThan(4);
  const ask = messageOf(await mira().press(results, "Export"));
  expect(textOf(ask)).toContain(`Export ${total} papers`);
  expect(optionsOf(ask).map(({ label }) => label)).toEqual([".bib", ".ris", ".csv", ".md"]);
  const bib = await fileOf(await choose(ask, ".bib"));
  expect(bib.name).toBe("venue-iccv.bib");
  expect(bib.text.match(/^@\w+\{/gm)).toHaveLength(total);
  expect((await fileOf(await choose(ask, ".ris"))).text.match(/^TY {2}- /gm)).toHaveLength(total);
  expect((await fileOf(await choose(ask, ".csv"))).text.trim().split("\r\n")).toHaveLength(total + 1);
  expect((await fileOf(await choose(ask, ".md"))).text.trim().split("\n")).toHaveLength(total);
});

test("a venue is exported, and says of how many papers the authors are unknown", async () => {
  const venue = messageOf(await mira().run("venue", { name: "ECCV", year: 2022 }));
  expect(buttonsOf(venue)).toContain("Export");
  const ask = messageOf(await mira().press(venue, "Export"));
  const answer = await choose(ask, ".md");
  expect((await fileOf(answer)).name).toBe("eccv-2022.md");
  expect(textOf(answer)).toMatch(/The authors of \d+ papers are not known yet/);
  expect(textOf(messageOf(await mira().press(ask, "Back")))).toContain("ECCV 2022");
});

test("a citation comes in every format, by a menu under Cite", async () => {
  const card = messageOf(await mira().run("search", { query: "2207.01405" }));
  const first = messageOf(await mira().press(card, "Cite"));
  const cite = /@/.test(textOf(first)) ? first : await later(mira(), first, /@/);
  expect(textOf(cite)).toContain("```bibtex\n@inproceedings{");
  expect(textOf(cite)).toContain("authors are not known yet");
  expect(optionsOf(cite).map(({ label }) => label)).toEqual([
    "BibTeX",
    "BibLaTeX",
    "RIS",
    "APA",
    "Plain text",
    "CSL-JSON",
  ]);
  await choose(cite, "APA");
  const apa = await later(mira(), cite, /\(2023\)/);
  expect(textOf(apa)).toContain("International Conference on Computer Vision");
});

const paper: Paper = {
  id: "0123456789",
  title: '=SUM("a", b) *x* [y]',
  venue: "ICCV",
  year: 2023,
  links: [{ kind: "arxiv", label: "arxiv", url: "https://arxiv.org/abs/2207.01405(1)" }],
  arxivId: "2207.01405",
  authors: "Zhikai Li and Qingyi Gu",
  tags: ["PTQ"],
  line: 1,
};

test("CSV quotes, and no cell is a formula", () => {
  expect(toCsv([paper])).toBe(
    'title,authors,venue,year,arxiv,doi,link,code,tags\r\n"\'=SUM(""a"", b) *x* [y]",Zhikai Li; Qingyi Gu,ICCV,2023,2207.01405,,https://arxiv.org/abs/2207.01405(1),,PTQ\r\n',
  );
});

test("Markdown is escaped", () => {
  expect(toMarkdown([paper])).toBe(
    '- [=SUM("a", b) \\*x\\* \\[y\\]](https://arxiv.org/abs/2207.01405%281%29), Zhikai Li, Qingyi Gu, *ICCV 2023*\n',
  );
});
