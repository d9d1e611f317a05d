import { afterEach, expect, test } from "vitest";
import { buttonsOf, messageOf, type Paperboy, startPaperboy, textOf } from "../paperboy.js";
import { type FakeService, faults, startFakeArxiv, startFakeCrossref } from "./fake-services.js";

const list = `# Papers

- [I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference](https://arxiv.org/abs/2207.01405), ICCV 2023
- [PTQ4ViT: Post-Training Quantization for Vision Transformers](https://arxiv.org/abs/2111.12293), ECCV 2022
- [Another Paper Entirely About Pruning](https://arxiv.org/abs/2203.00003)
- [FQ-ViT: Fully Quantized Vision Transformer](https://doi.org/10.24963/ijcai.2022/164), IJCAI 2022
- [A Paper Without Any Link](https://github.com/someone/code), Mira Muster, Ada Example
`;

const papers = {
  "2207.01405": {
    title: "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
    authors: ["Zhikai Li", "Qingyi Gu"],
    abstract: `Vision Transformers (ViTs) have achieved state-of-the-art performance. ${"We propose more. ".repeat(40)}The end.`,
    version: 4,
  },
  "2111.12293": {
    title: "PTQ4ViT: Post-training quantization for vision transformers",
    authors: ["Zhihang Yuan", "Chenhao Xue", "Yiqun Chen"],
  },
  "2203.00003": { title: "Speech Recognition with Tiny Microphones", authors: ["Someone Else"] },
};

let paperboy: Paperboy | null = null;
const services: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await paperboy?.stop();
  paperboy = null;
  for (const service of services.splice(0)) await service.close();
});

async function start(
  prepare: (arxiv: FakeService) => void = () => {},
  settings: Record<string, string> = {},
) {
  const arxiv = await startFakeArxiv(papers);
  const crossref = await startFakeCrossref([
    {
      DOI: "10.24963/ijcai.2022/164",
      title: ["FQ-ViT: Post-Training Quantization for Fully Quantized Vision Transformer"],
      author: [{ given: "Yang", family: "Lin" }],
    },
  ]);
  services.push(arxiv, crossref);
  prepare(arxiv);
  const started = await startPaperboy(
    { DETAILS: "true", ARXIV_API_URL: arxiv.url, CROSSREF_API_URL: crossref.url, ...settings },
    list,
  );
  paperboy = started;
  const mira = started.person("Mira");
  const card = async (title: string) => messageOf(await mira.run("paper", { title }));
  return { arxiv, crossref, mira, card, paperboy: started };
}

const ivit = papers["2207.01405"].title;

test("a card shows authors and the abstract's first lines, and More all of it", async () => {
  const { mira, card } = await start();
  await expect
    .poll(async () => textOf(await card(ivit)), { timeout: 10_000 })
    .toContain("Zhikai Li, Qingyi Gu");
  const message = await card(ivit);
  expect(textOf(message)).toContain("state-of-the-art");
  expect(textOf(message)).not.toContain("The end.");
  expect(buttonsOf(message)).toContain("More");
  const more = messageOf(await mira.press(message, "More"));
  expect(textOf(more)).toContain("The end.");
  expect(textOf(more)).toContain("From arXiv");
  expect(textOf(messageOf(await mira.press(more, "Back to the paper")))).toContain("ICCV 2023");
});

test("rows and suggestions carry the first author and the year", async () => {
  const { mira, card } = await start();
  await expect.poll(async () => textOf(await card(ivit)), { timeout: 10_000 }).toContain("Zhikai Li");
  const results = messageOf(await mira.run("search", { query: "vit quantization" }));
  expect(textOf(results)).toContain("Li and Gu · ICCV 2023");
  expect(textOf(results)).toContain("Yuan et al. · ECCV 2022");
  const suggestions = await mira.suggest("search", { query: "ptq4vit" }, "query");
  expect(suggestions[0]?.name).toBe(
    "PTQ4ViT: Post-Training Quantization for Vision Transformers · Yuan et al. · ECCV 2022",
  );
});

test("authors that the list states are used, and Crossref knows a paper by its DOI", async () => {
  const { card } = await start();
  expect(textOf(await card("A Paper Without Any Link"))).toContain("Mira Muster, Ada Example");
  await expect
    .poll(async () => textOf(await card("FQ-ViT: Fully Quantized Vision Transformer")), { timeout: 10_000 })
    .toContain("Yang Lin");
});

test("the details of another paper, whose id was pasted by mistake, are not taken", async () => {
  const { arxiv, card } = await start();
  await expect.poll(async () => textOf(await card(ivit)), { timeout: 10_000 }).toContain("Zhikai Li");
  expect(arxiv.requests[0]?.ids).toContain("2203.00003");
  expect(textOf(await card("Another Paper Entirely About Pruning"))).not.toContain("Someone Else");
});

test("/about says of how many papers authors and abstracts are known", async () => {
  const { mira } = await start();
  const about = async () => textOf(messageOf(await mira.run("about")));
  await expect
    .poll(about, { timeout: 10_000 })
    .toContain("Authors of 4 papers and abstracts of 2 papers are known");
});

test("what is known survives a restart, and is not fetched again", async () => {
  const { arxiv, card, paperboy } = await start();
  await expect.poll(async () => textOf(await card(ivit)), { timeout: 10_000 }).toContain("Zhikai Li");
  const before = arxiv.requests.length;
  await paperboy.restart();
  await expect.poll(async () => textOf(await card(ivit)), { timeout: 10_000 }).toContain("Zhikai Li");
  expect(arxiv.requests).toHaveLength(before);
});

test("nobody waits for arXiv: the bot starts and answers while it hangs, and says so in the log once", async () => {
  const { card, paperboy } = await start((arxiv) => arxiv.failAlways(faults.slow(60_000)));
  expect(textOf(await card(ivit))).toContain("ICCV 2023");
  const stopping = performance.now();
  await paperboy.restart();
  expect(performance.now() - stopping).toBeLessThan(20_000);
  expect(textOf(await card(ivit))).toContain("ICCV 2023");
});

test("an outage is one line in the log, and the cards are as before", async () => {
  const { card, paperboy } = await start((arxiv) => arxiv.failAlways(faults.status(500)));
  await expect
    .poll(() => paperboy.logged.join(""), { timeout: 10_000 })
    .toContain("details cannot be fetched for now: it answered with status 500");
  expect(textOf(await card(ivit))).toContain("ICCV 2023");
});

test("nothing is fetched where the setting is off", async () => {
  const { arxiv, card } = await start(() => {}, { DETAILS: "false" });
  await card(ivit);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(arxiv.requests).toEqual([]);
});
