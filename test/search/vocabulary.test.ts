import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { conceptsIn } from "../../src/search/expansions.js";
import { parseVocabulary, type Vocabulary } from "../../src/search/vocabulary.js";
import { readWords } from "../../src/search/words.js";
import { vocabulary } from "./fixtures.js";

function parse(abbreviationsYaml: string) {
  return parseVocabulary({ abbreviationsYaml, venues: vocabulary.venues });
}

describe("the abbreviations file", () => {
  const idsOf = (text: string, vocabulary: Vocabulary) =>
    conceptsIn(readWords(text).words, vocabulary).map(({ concept }) => concept.id);

  it("knows at least sixty concepts of the field, in any spelling", () => {
    const concepts = readFileSync("data/abbreviations.yaml", "utf8").match(/^- \[/gmu) ?? [];
    expect(concepts.length).toBeGreaterThanOrEqual(60);
    for (const text of ["ViT", "vits", "vision transformer", "Vision-Transformers"]) {
      expect(idsOf(text, vocabulary)).toContainEqual(expect.stringMatching(/^ViT, vision transformer/u));
    }
    expect(idsOf("GPTQ", vocabulary)).toEqual(idsOf("optq", vocabulary));
    expect(idsOf("KV cache", vocabulary)).toContain(idsOf("kvcache", vocabulary)[0]);
    expect(idsOf("adding", vocabulary)).toEqual([]);
  });

  it("may be empty", () => {
    expect(idsOf("vit", parse("# nothing yet\n"))).toEqual([]);
  });

  it.each([
    ["- [ViT", /not valid YAML/u],
    ["ViT: vision transformer", /wrong at the top/u],
    ["- [ViT, vision transformer]\n- [PTQ]", /wrong in entry 2/u],
    ["- [ViT, '!!!']", /"!!!".*no letters/u],
  ])("says what is wrong with %j", (yaml, message) => {
    expect(() => parse(yaml)).toThrow(message);
  });
});
