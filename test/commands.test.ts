import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../commands/index.js";
import { readData } from "../src/config/data.js";
import type { Person } from "../src/sandbox/person.js";
import type { Message } from "../src/sandbox/protocol.js";
import {
  buttonsOf,
  later,
  linksOf,
  messageOf,
  optionsOf,
  type Paperboy,
  rowsOf,
  startPaperboy,
  textOf,
} from "./paperboy.js";

let paperboy: Paperboy;
beforeAll(async () => {
  paperboy = await startPaperboy();
});
afterAll(() => paperboy.stop());

const mira = () => paperboy.person("Mira");
const ephemeral = 64;

describe("/search", () => {
  test("finds a paper by a misspelt abbreviation, visible to the asker only", async () => {
    const message = messageOf(await mira().run("search", { query: "ivit" }));
    expect(textOf(message)).toContain("I-ViT: Integer-only Quantization");
    expect(Number(message.flags) & ephemeral).toBe(ephemeral);
    expect(message.only_for).toBeDefined();
  });

  test("shows five a page, turns pages in place, and stops at the ends", async () => {
    const first = messageOf(await mira().run("search", { query: "quantization" }));
    expect(rowsOf(first)).toHaveLength(5);
    expect(optionsOf(first)).toEqual([]);
    expect(buttonsOf(first)).toEqual(["(‹ Previous)", "Next ›", "Export", "Share"]);
    const turned = await mira().press(first, "Next ›");
    expect(turned.kind).toBe("update");
    expect(messageOf(turned).id).toBe(first.id);
    expect(rowsOf(messageOf(turned))[0]?.text).toMatch(/^\*\*6\. /);
  });

  test("the options venue, year and has narrow the results", async () => {
    const message = messageOf(
      await mira().run("search", { query: "quantization", venue: "iccv", year: "2023", has: "code" }),
    );
    expect(textOf(message)).toContain("ICCV 2023");
    expect(textOf(message)).not.toContain("CVPR");
  });

  test("opens a paper by one press on its row, and goes back to the results", async () => {
    const results = messageOf(await mira().run("search", { query: "vit" }));
    const [row] = rowsOf(results);
    const card = messageOf(await mira().press(results, row?.customId ?? ""));
    const [, title = "no title"] = /^\*\*1\. (.+)\*\*/.exec(row?.text ?? "") ?? [];
    expect(textOf(card)).toContain(`## ${title}`);
    expect(textOf(messageOf(await mira().press(card, "Back")))).toBe(textOf(results));
  });

  test("opens the paper whose title was picked from the suggestions or pasted", async () => {
    const choices = await mira().suggest("search", { query: "smurf" }, "query");
    const card = messageOf(await mira().run("search", { query: choices[0]?.value ?? "" }));
    expect(textOf(card)).toContain("## SMURF-THP");
    const pasted =
      "unleashing transformers - parallel token prediction with discrete absorbing diffusion for fast high-resolution image generation from vector-quantized codes";
    expect(textOf(messageOf(await mira().run("search", { query: pasted })))).toContain("ECCV 2022");
  });

  test("opens the paper whose arXiv id or link was pasted", async () => {
    for (const query of [
      "2207.01405",
      "https://arxiv.org/abs/2207.01405v2",
      "https://arxiv.org/pdf/2207.01405",
      "id:2207.01405",
    ]) {
      expect(textOf(messageOf(await mira().run("search", { query })))).toContain("## I-ViT");
    }
  });

  test("without results it says so, and offers to leave out the filter that excludes them", async () => {
    const message = messageOf(await mira().run("search", { query: "smoothing colour", venue: "ACL" }));
    expect(textOf(message)).toMatch(/Nothing found|some of the words/);
    const none = messageOf(await mira().run("search", { query: "detr", venue: "ECCV" }));
    expect(textOf(none)).toContain("Nothing found for `venue:ECCV detr`");
    const found = messageOf(await mira().press(none, "Without venue:ECCV"));
    expect(textOf(found)).toContain("DETR");
  });

  test("suggests the nearest venue for an unknown one", async () => {
    const message = messageOf(await mira().run("search", { query: "vit", venue: "ICMV" }));
    expect(textOf(message)).toMatch(/no papers of “ICMV”.*Did you mean ICCV\?/);
    expect(textOf(messageOf(await mira().press(message, "venue:ICCV vit")))).toContain(
      "papers for `venue:ICCV vit`",
    );
  });

  test("a wrong filter is reported with its position and a corrected query", async () => {
    const message = messageOf(await mira().run("search", { query: "vit yeer:20233" }));
    expect(textOf(message)).toMatch(/At character 5 of `vit yeer:20233`: There is no filter "yeer:"/);
    expect(textOf(messageOf(await mira().press(message, "vit year:2023")))).toContain(
      "papers for `year:2023 vit`",
    );
  });

  test("a venue or year with a slip is taken, in the query and as an option", async () => {
    for (const options of [
      { query: "vit venue:neurip yeer:'23" },
      { query: "vit", venue: "NuerIPS", year: "2O23" },
    ])
      expect(textOf(messageOf(await mira().run("search", options)))).toMatch(
        /(?:papers|Nothing found|only paper) for `venue:NeurIPS year:2023 vit`/,
      );
  });

  test("a wrong year has a button with the right filter, in the query and as an option", async () => {
    const message = messageOf(await mira().run("search", { query: "vit year:2203" }));
    expect(textOf(message)).toContain("did you mean 2023?");
    expect(textOf(messageOf(await mira().press(message, "vit year:2023")))).toContain("for `year:2023 vit`");
    const option = messageOf(await mira().run("search", { query: "vit", year: "soon 2022+" }));
    expect(textOf(option)).toContain("did you mean 2022..?");
    expect(textOf(messageOf(await mira().press(option, "year:2022.. vit")))).toContain(
      "for `year:2022.. vit`",
    );
  });

  test("accepts a query of any length and any characters", async () => {
    for (const query of ["a".repeat(300), "*_`@everyone <@1>", "🦄", "שלום", "((((", "x ".repeat(150)]) {
      expect(textOf(messageOf(await mira().run("search", { query })))).toMatch(
        /Nothing found|paper|no words/,
      );
    }
  });

  test("filters alone are a search, newest first; without anything it shows all papers", async () => {
    const ofVenue = messageOf(await mira().run("search", { venue: "iclr" }));
    expect(textOf(ofVenue)).toMatch(/## \d+ papers for `venue:ICLR`/);
    expect(textOf(messageOf(await mira().run("search", { has: "code" })))).toContain("for `has:code`");
    const written = messageOf(await mira().run("search", { query: "venue:iclr" }));
    expect(textOf(written)).toBe(textOf(ofVenue));
    expect(textOf(messageOf(await mira().run("search", {})))).toMatch(/## \d+ papers, newest first/);
  });

  test("a single hit is its card", async () => {
    const message = messageOf(await mira().run("search", { query: "smurf-thp" }));
    expect(textOf(message)).toContain("-# The only paper for `smurf-thp`");
    expect(textOf(message)).toContain("## SMURF-THP");
    expect(buttonsOf(message)).toContain("Cite");
  });

  test("finds nothing near where nothing is, and says so", async () => {
    for (const query of ["zzzzqqq wwwxk", "漢字仮名", "שלום"]) {
      const message = messageOf(await mira().run("search", { query }));
      expect(textOf(message)).toContain("No paper is near it");
      expect(buttonsOf(message)).toEqual([]);
    }
  });

  test("the best three of the near papers are visible, each opens its card", async () => {
    const message = messageOf(await mira().run("search", { query: "vit", venue: "iclr", year: "2019" }));
    expect(textOf(message)).toContain("Perhaps one of these?");
    const near = rowsOf(message);
    expect(near.length).toBeGreaterThan(2);
    expect(textOf(messageOf(await mira().press(message, near[0]?.customId ?? "")))).toContain("## ");
  });

  test("an abstract finds its paper, and comes back from it", async () => {
    const query =
      `Vision Transformers (ViTs) have achieved state-of-the-art performance on various computer vision applications.
      These models, however, have considerable storage and computational overheads, making their deployment and efficient inference
      on edge devices challenging. Quantization is a promising approach to reducing model complexity, and the dyadic arithmetic
      pipeline can allow the quantized models to perform efficient integer-only inference. In this paper, we propose I-ViT, an
      integer-only quantization scheme for ViTs, to enable the entire computational graph of inference to be performed with integer
      arithmetic and bit-shifting, and without any floating-point arithmetic.`.replace(/\s+/g, " ");
    expect(query.length).toBeGreaterThan(300);
    const message = messageOf(await mira().run("search", { query }));
    expect(textOf(message)).toContain("I-ViT: Integer-only Quantization");
    expect(textOf(message).indexOf("I-ViT: Integer-only")).toBeLessThan(500);
  });

  test("every suggestion for a mistake is a button, for options too, and is never refused", async () => {
    const mistakes = [
      { query: "vit venue:icla yeer:20233" },
      { query: "vit venue:icla", year: "2023" },
      { query: "vit", venue: "ICMV", has: "code" },
      { query: "vit", venue: "NuerIPS,ICMV" },
      { query: "vit hsa:cd" },
      { query: "vit has:hugs" },
      { venue: "icmv" },
    ];
    for (const options of mistakes) {
      const message = messageOf(await mira().run("search", options));
      const text = textOf(message);
      const [button] = buttonsOf(message);
      if (/did you mean/i.test(text)) expect(button, text).toBeDefined();
      if (button !== undefined)
        expect(textOf(messageOf(await mira().press(message, button))), text).not.toMatch(
          /did you mean|At character/i,
        );
    }
  });
});

describe("suggestions", () => {
  test("are titles, at most 25 of at most 100 characters, best first", async () => {
    const choices = await mira().suggest("search", { query: "quant" }, "query");
    expect(choices.length).toBeGreaterThan(5);
    expect(choices.length).toBeLessThanOrEqual(25);
    for (const { name, value } of choices) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(String(value).length).toBeLessThanOrEqual(100);
    }
    expect((await mira().suggest("paper", { title: "oscilation fre" }, "title"))[0]?.name).toContain(
      "Oscillation-free",
    );
  });

  test("never fail, whatever is typed", async () => {
    for (const query of ["", " ", "venue:", '"', "\\", "🦄", "a".repeat(300)]) {
      expect(await mira().suggest("search", { query }, "query")).toBeInstanceOf(Array);
    }
  });

  test("of venues and years are those of the list", async () => {
    expect((await mira().suggest("venue", { name: "ne" }, "name")).map(({ value }) => value)).toEqual([
      "NeurIPS",
    ]);
    const years = await mira().suggest("venue", { name: "NeurIPS", year: "" }, "year");
    expect(years.map(({ value }) => value)).toEqual([2023, 2022, 2021]);
    expect((await mira().suggest("random", { venue: "" }, "venue")).length).toBe(9);
  });
});

describe("/paper", () => {
  test("shows its venue, its year, its arXiv id and each of its links", async () => {
    const card = messageOf(
      await mira().run("paper", {
        title: "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
      }),
    );
    expect(textOf(card)).toContain("ICCV 2023 · arXiv:2207.01405");
    expect(linksOf(card)).toContain("https://arxiv.org/abs/2207.01405");
    expect(linksOf(card)).toContain("https://github.com/zkkli/i-vit");
  });

  test("shows the Hugging Face page beside a Papers with Code link", async () => {
    const card = messageOf(await mira().run("paper", { title: "i-vit integer" }));
    expect(linksOf(card)).toContain("https://huggingface.co/papers/2207.01405");
    expect(buttonsOf(card)).toContain("Papers with Code");
  });

  test("is cited in BibTeX, and has similar papers", async () => {
    const card = messageOf(
      await mira().run("paper", {
        title: "I-ViT: Integer-only Quantization for Efficient Vision Transformer Inference",
      }),
    );
    const citation = await cited(mira(), card);
    expect(textOf(citation)).toContain("@inproceedings{ivit2023,");
    const back = messageOf(await mira().press(citation, "Back to the paper"));
    expect(textOf(back)).toBe(textOf(card));
    const similar = messageOf(await mira().press(back, "Similar"));
    expect(textOf(similar)).toContain("Similar to “I-ViT");
    expect(rowsOf(similar).length).toBeGreaterThan(0);
    expect(
      rowsOf(similar)
        .map(({ text }) => text)
        .join(),
    ).not.toContain("I-ViT: Integer");
  });

  test("answers an unknown title with the nearest papers", async () => {
    const message = messageOf(await mira().run("paper", { title: "vision transformer quantization" }));
    expect(textOf(message)).toContain("No paper is called exactly");
    expect(rowsOf(message).length).toBeGreaterThan(1);
  });
});

describe("sharing", () => {
  test("posts the view to the channel with the name of who shared it, and mentions nobody", async () => {
    const card = messageOf(await mira().run("paper", { title: "i-vit integer" }));
    const shared = messageOf(await mira().press(card, "Share"));
    expect(shared.only_for).toBeUndefined();
    expect(Number(shared.flags ?? 0) & ephemeral).toBe(0);
    expect(textOf(shared)).toMatch(/Shared by <@\d+>/);
    expect(shared.mentions).toEqual([]);
    const seen = await paperboy.person("Ada").read();
    expect(seen.at(-1)?.id).toBe(shared.id);
  });

  test("leaves buttons that answer only the person who presses them", async () => {
    const card = messageOf(await mira().run("search", { query: "quantization" }));
    const shared = messageOf(await mira().press(card, "Share"));
    const answer = await paperboy.person("Ada").press(shared, "Next ›");
    expect(answer.kind).toBe("message");
    expect(messageOf(answer).only_for).toBe(
      (await paperboy.person("Ada").world()).people.find(({ name }) => name === "Ada")?.id,
    );
    const after = (await mira().read()).find(({ id }) => id === shared.id);
    expect(after && textOf(after)).toBe(textOf(shared));
  });
});

describe("/venues and /venue", () => {
  test("list each venue and year with its count, and open one", async () => {
    const message = messageOf(await mira().run("venues"));
    expect(textOf(message)).toContain("9 venues");
    const iccv = rowsOf(message).find(({ text }) => text === "**ICCV 2023** · 5 papers");
    const opened = messageOf(await mira().press(message, iccv?.customId ?? ""));
    expect(textOf(opened)).toContain("## ICCV 2023");
    expect(rowsOf(opened)).toHaveLength(5);
    const next = messageOf(await mira().press(messageOf(await mira().run("venues")), "Next ›"));
    expect(rowsOf(message).length + rowsOf(next).length).toBe(13);
  });

  test("offer one year where there is more than a page", async () => {
    const message = messageOf(await mira().run("venues"));
    const only = optionsOf(message).find(({ label }) => label === "2022");
    const year = messageOf(await mira().choose(message, null, [only?.value ?? ""]));
    expect(textOf(year)).toContain("venues in 2022");
    expect(rowsOf(year).every(({ text }) => text.includes(" 2022** · "))).toBe(true);
    expect(optionsOf(year)).toEqual([]);
  });

  test("offer the years that have papers for a year without any", async () => {
    const message = messageOf(await mira().run("venues", { year: 2019 }));
    expect(textOf(message)).toContain("No paper in the list is from 2019");
    expect(optionsOf(message).map(({ label }) => label)).toEqual(["2024", "2023", "2022", "2021", "2020"]);
    const venue = messageOf(await mira().run("venue", { name: "ECCV", year: 2020 }));
    expect(buttonsOf(venue)).toContain("2022");
  });

  test("find a venue by any of its spellings", async () => {
    for (const name of ["neurips", "NIPS", "Neural Information Processing Systems"]) {
      expect(textOf(messageOf(await mira().run("venue", { name })))).toContain("## NeurIPS");
    }
  });
});

describe("/random", () => {
  test("repeats no paper before all were shown, also over several commands", async () => {
    const ada = paperboy.person("Ada");
    const titles: string[] = [];
    let card = messageOf(await ada.run("random", { venue: "ICCV" }));
    for (let time = 0; time < 5; time++) {
      titles.push(
        textOf(card)
          .split("\n")
          .find((line) => line.startsWith("## ")) ?? "",
      );
      card = messageOf(
        time % 2 === 0 ? await ada.press(card, "Another") : await ada.run("random", { venue: "ICCV" }),
      );
    }
    expect(new Set(titles).size).toBe(5);
  });

  test("says so when nothing matches, and offers any paper", async () => {
    const message = messageOf(await mira().run("random", { venue: "ICLR", year: "2020" }));
    expect(textOf(message)).toContain("No paper in the list matches");
    expect(textOf(messageOf(await mira().press(message, "Any paper")))).toContain("## ");
  });
});

describe("/about", () => {
  test("says what it is, what it reads and how to add it", async () => {
    const message = messageOf(await mira().run("about"));
    expect(textOf(message)).toContain("Awesome Transformer Quantization");
    expect(textOf(message)).toContain("26 papers · 96 links · 13 groups");
    expect(textOf(message)).toContain(`Version ${readData().version}`);
    expect(linksOf(message)[0]).toMatch(
      /^https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&permissions=\d+/,
    );
  });
});

describe("every command", () => {
  test("its buttons work after a restart", async () => {
    const results = messageOf(await mira().run("search", { query: "quantization", year: "2023" }));
    const venues = messageOf(await mira().run("venues"));
    const random = messageOf(await mira().run("random", { has: "code" }));
    const card = messageOf(await mira().run("paper", { title: "i-vit integer" }));
    await paperboy.restart();
    expect(textOf(messageOf(await mira().press(results, "Next ›")))).toContain("Page 2 of");
    expect(textOf(messageOf(await mira().press(venues, rowsOf(venues)[0]?.customId ?? "")))).toContain(
      "AAAI 2024",
    );
    expect(textOf(messageOf(await mira().press(random, "Another")))).toContain("## ");
    expect(textOf(await cited(mira(), card))).toContain("@inproceedings");
  });

  test("is answered in direct messages too", async () => {
    const dm = paperboy.person("Mira", "dm");
    for (const { name, for: audience } of commands) {
      if (audience !== "everyone") continue;
      const options =
        { search: { query: "vit" }, paper: { title: "vit" }, venue: { name: "ICLR" } }[name] ?? {};
      expect(messageOf(await dm.run(name, options))).toBeDefined();
    }
  });

  test("is registered for the right contexts, and needs no more permissions than it uses", () => {
    for (const { json, for: audience } of commands) {
      expect(json.contexts).toEqual(audience === "everyone" ? [0, 1, 2] : [0]);
      expect(json.integration_types).toEqual(audience === "everyone" ? [0, 1] : [0]);
    }
  });

  test("had every request accepted by Discord's own schemas", () => {
    expect(paperboy.sandbox.unsupported()).toBe(0);
    expect(paperboy.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe("filters as options", () => {
  test("accept several venues and ranges of years", async () => {
    const venues = messageOf(await mira().run("search", { query: "vit", venue: "ICCV,NeurIPS" }));
    expect(textOf(venues)).toMatch(/ICCV 2023[\s\S]*NeurIPS 2022|NeurIPS 2022[\s\S]*ICCV 2023/);
    const years = messageOf(await mira().run("search", { query: "vit", year: "2022..2023" }));
    expect(textOf(years)).not.toContain("2024");
    expect(textOf(messageOf(await mira().run("search", { query: "vit", year: "20x3" })))).toContain("20x3");
  });
});

describe("a title that no paper of the list has exactly", () => {
  test("opens the only near paper and says that it is the nearest; several are rows", async () => {
    expect(textOf(messageOf(await mira().run("paper", { title: "i-vit integer" })))).toContain(
      "-# The nearest to `i-vit integer`",
    );
    const several = messageOf(await mira().run("paper", { title: "vision transformer quantization" }));
    expect(textOf(several)).toContain("Which one do you mean?");
    const [best] = rowsOf(several);
    expect(rowsOf(several).length).toBeGreaterThan(2);
    expect(textOf(messageOf(await mira().press(several, best?.customId ?? "")))).toContain("## ");
  });

  test("opens the paper that a method's name plainly means", async () => {
    for (const title of ["q-vit", "qvit", "Q ViT"]) {
      expect(textOf(messageOf(await mira().run("paper", { title })))).toContain("## Q-ViT: Accurate");
    }
  });

  test("says that nothing is near a title that is like none", async () => {
    const message = messageOf(await mira().run("paper", { title: "zzzzqqq wwwxk" }));
    expect(textOf(message)).toContain("none is near it");
    expect(buttonsOf(message)).toEqual([]);
  });
});

/** A paper's citation: the first one of a process takes longer, so it is a pending answer. */
async function cited(person: Person, card: Message): Promise<Message> {
  const answer = messageOf(await person.press(card, "Cite"));
  return textOf(answer).includes("@") ? answer : await later(person, answer, /@/);
}
