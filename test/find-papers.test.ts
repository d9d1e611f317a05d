import { afterAll, beforeAll, expect, test } from "vitest";
import { createOperator } from "../src/sandbox/create-operator.js";
import { buttonsOf, linksOf, messageOf, type Paperboy, rowsOf, startPaperboy, textOf } from "./paperboy.js";

let paperboy: Paperboy;
beforeAll(async () => {
  paperboy = await startPaperboy();
});
afterAll(() => paperboy.stop());

const name = "Find papers";
const mira = (channel?: string) => paperboy.person("Mira", channel);

async function findIn(content: string, channel?: string) {
  const message = await mira(channel).say(content);
  return messageOf(await mira(channel).runOn(message, name));
}

test("a link to a paper of the list opens its card, for the asker only, with Share", async () => {
  const card = await findIn("has anybody read https://arxiv.org/pdf/2207.01405v2 ?");
  expect(textOf(card)).toContain("I-ViT");
  expect(card.only_for).toBeDefined();
  expect(buttonsOf(card)).toContain("Share");
  const shared = messageOf(await mira().press(card, "Share"));
  expect(textOf(shared)).toContain("Shared by");
});

test("several links and quoted titles are a list; what is not in the list has its link", async () => {
  const found = await findIn(
    'https://arxiv.org/abs/2207.01405, "PTQ4ViT: Post-Training Quantization for Vision Transformers", https://arxiv.org/abs/1706.03762 and https://doi.org/10.1000/182',
  );
  expect(textOf(found)).toContain("4 papers in this message");
  expect(textOf(found)).toContain("Not in the list");
  expect(textOf(found)).toContain("https://arxiv.org/abs/1706.03762");
  expect(rowsOf(found).map(({ text }) => text.slice(5, 14))).toEqual(["I-ViT: In", "PTQ4ViT: "]);
  const shared = messageOf(await mira().press(found, "Share"));
  expect(textOf(shared)).toContain("https://arxiv.org/abs/1706.03762");
});

test("Share shows as many as the answer, and a card leads back to all of them", async () => {
  const listed = ["2207.01405", "2212.08254", "2212.03434", "2308.14152"];
  const missing = ["1706.03762", "1810.04805", "2005.14165", "2010.11929"];
  const found = await findIn([...listed, ...missing].map((id) => `https://arxiv.org/abs/${id}`).join(" "));
  const [first] = rowsOf(found);
  expect(rowsOf(found)).toHaveLength(listed.length);
  const card = messageOf(await mira().press(found, first?.customId ?? ""));
  const back = messageOf(await mira().press(card, "Back"));
  expect(textOf(back)).toBe(textOf(found));
  const shared = textOf(messageOf(await mira().press(back, "Share")));
  expect(shared.replace(/\n-# Shared by .*/, "")).toBe(textOf(found));
});

test("GitHub finds the paper of the code", async () => {
  const card = await findIn("https://github.com/zkkli/I-ViT/blob/main/README.md");
  expect(textOf(card)).toContain("I-ViT");
  expect(linksOf(card)).toContain("https://github.com/zkkli/i-vit");
});

test("a message without papers says what would be found", async () => {
  expect(textOf(await findIn("hello there"))).toContain("No paper is mentioned");
});

test("it finds the paper in the bot's own card", async () => {
  const card = messageOf(await mira().run("paper", { title: "I-ViT" }));
  const shared = messageOf(await mira().press(card, "Share"));
  expect(textOf(messageOf(await mira().runOn(shared, name)))).toContain("I-ViT");
});

test("it works in direct messages, and where only the person has installed the bot", async () => {
  expect(textOf(await findIn("arXiv:2207.01405", "dm"))).toContain("I-ViT");
  const operator = createOperator(paperboy.sandbox.url);
  const { people } = await mira().world();
  const personId = people.find((person) => person.name === "Mira")?.id ?? "";
  await operator.change({ kind: "user-install", personId, on: true });
  await operator.change({ kind: "kick-bot" });
  expect(textOf(await findIn("arXiv:2207.01405", "papers"))).toContain("I-ViT");
  await operator.change({ kind: "invite-bot" });
});
