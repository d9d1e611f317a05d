import { expect, test } from "vitest";
import { listTitle } from "../../src/catalogue/list-title.js";

test.each([
  ["# Slow Waves\n\n## Papers\n", "Slow Waves"],
  ["[![badge](https://a.b/c.svg)](https://a.b)\n\n# Slow Waves ![stars](https://a.b/d.svg)\n", "Slow Waves"],
  ['<h1 align="center">Slow Waves</h1>\n\n## Papers\n', "Slow Waves"],
  ['<div align="center">\n  <h1>Slow <b>Waves</b></h1>\n</div>\n', "Slow Waves"],
  ["Slow Waves\n==========\n\n- a\n", "Slow Waves"],
  ["## Papers on slow waves\n\n### Background\n", "Papers on slow waves"],
  ["## Contents\n\n# Resources\n\n# Papers\n", null],
  ["# Papers\n\n## 2024\n", "Papers"],
  ["## Contents\n\n## Surveys\n", null],
  ["Some words.\n\n## Slow Waves\n", null],
  ["- a\n- b\n", null],
  ["", null],
])("the title of the list %j is %j", (markdown, title) => {
  expect(listTitle(markdown)).toBe(title);
});
