import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseVocabulary } from "../../src/search/vocabulary.js";
import { vocabulary } from "./fixtures.js";

function parse(abbreviationsYaml: string) {
  return parseVocabulary({ abbreviationsYaml, venues: vocabulary.venues });
}

describe("the abbreviations file", () => {
  it("knows at least sixty notions of the field, both ways", () => {
    const notions = readFileSync("data/abbreviations.yaml", "utf8").match(/^- \[/gmu) ?? [];
    expect(notions.length).toBeGreaterThanOrEqual(60);
    expect(vocabulary.forms(["vit"])).toContainEqual(["vision", "transformer"]);
    expect(vocabulary.forms(["vision", "transformers"])).toContainEqual(["vit"]);
    expect(vocabulary.forms(["gptq"])).toEqual([["optq"]]);
  });

  it("may be empty", () => {
    expect(parse("# nothing yet\n").forms(["vit"])).toEqual([]);
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
