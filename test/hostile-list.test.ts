import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  buttonsOf,
  later,
  linksOf,
  messageOf,
  type Paperboy,
  rowsOf,
  startPaperboy,
  textOf,
} from "./paperboy.js";

/** A list of hostile entries. Angle brackets and backticks are escaped so that markdown keeps them. */
const list = `# List <script>alert(1)</script> @everyone

## ICLR-2024

- @everyone \\<@1000000000000000100\\> \\*\\*free\\*\\* \\[nitro\\](https://evil.example) Attention [[paper](https://a.example/1)]
- \u202Edetrever \u200BHidden\u0000 Attention [[paper](https://a.example/2)]
- ${"Very ".repeat(50)}Long Attention [[paper](https://a.example/3)]
- ${"量化".repeat(45)} Attention [[paper](https://a.example/4)]
- e${"\u0301".repeat(90)} Zalgo Attention [[paper](https://a.example/5)]
- 👩‍👩‍👧‍👦${"👩‍👩‍👧‍👦".repeat(12)} Family Attention [[paper](https://a.example/6)]
- \\# 1. \\> \\- Not Formatting Attention [[paper](javascript:alert(1))] [[code](https://github.com/a/b)]
- Link Attention [[paper](https://a.example/${"x".repeat(700)})] [[code](https://a.example/a_(b))]
`;

let paperboy: Paperboy;
beforeAll(async () => {
  paperboy = await startPaperboy({}, list);
});
afterAll(() => paperboy.stop());
const mira = () => paperboy.person("Mira");

describe("a hostile list", () => {
  test("shows every paper, page by page, and none of them mentions, links or formats", async () => {
    let page = messageOf(await mira().run("search", { query: "attention" }));
    const seen: string[] = [];
    for (;;) {
      seen.push(...rowsOf(page).map(({ text }) => text));
      expect(page.mentions).toEqual([]);
      expect(page.mention_everyone).toBe(false);
      const text = textOf(page);
      expect(text).not.toMatch(/(?<!\\)@everyone|(?<!\\)<@\d|\u202E|\u200B|\[nitro\]\(/);
      if (!buttonsOf(page).includes("Next ›")) break;
      page = messageOf(await mira().press(page, "Next ›"));
    }
    expect(seen.length).toBeGreaterThanOrEqual(7);
  });

  test("has cards that can be opened and shared, and that link to http addresses only", async () => {
    for (let number = 0; number < 2; number++) {
      let page = messageOf(await mira().run("search", { query: "attention" }));
      if (number === 1) page = messageOf(await mira().press(page, "Next ›"));
      for (const { customId } of rowsOf(page)) {
        const card = messageOf(await mira().press(page, customId));
        expect(linksOf(card).every((url) => /^https?:\/\//.test(url) && url.length <= 512)).toBe(true);
        expect(messageOf(await mira().press(card, "Share")).mentions).toEqual([]);
        // The first citation of a process takes longer.
        const citation = await later(mira(), messageOf(await mira().press(card, "Cite")), /@inproceedings/);
        const back = messageOf(await mira().press(citation, "Back to the paper"));
        page = messageOf(await mira().press(back, "Back"));
      }
    }
  });

  test("is suggested within Discord's limits", async () => {
    for (const query of ["", "attention", "量", "👩"]) {
      for (const { name, value } of await mira().suggest("search", { query }, "query")) {
        expect(name.length).toBeLessThanOrEqual(100);
        expect(String(value).length).toBeLessThanOrEqual(100);
        expect(name.isWellFormed()).toBe(true);
      }
    }
  });

  test("breaks no command", async () => {
    for (const [command, options] of [
      ["venues", {}],
      ["venue", { name: "ICLR" }],
      ["random", {}],
      ["about", {}],
    ] as const) {
      expect(textOf(messageOf(await mira().run(command, options)))).not.toContain("Something went wrong");
    }
    expect(paperboy.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
