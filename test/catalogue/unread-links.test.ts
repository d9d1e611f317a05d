import { expect, test } from "vitest";
import { lintList } from "../../src/catalogue/lint-list.js";
import { parseList } from "../../src/catalogue/parse-list.js";
import { venues } from "./reading.js";

const entry = (number: number) =>
  `- Slow Waves, Volume ${number} [[paper](https://arxiv.org/abs/2605.${10_000 + number})]`;
const entries = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => entry(from + index)).join("\n");
const readWell = `# Waves\n\n${entries(0, 30)}\n`;

test("a list of which a third of the links to papers are unread says so, with the line where that begins", () => {
  const list = `${readWell}\n\`\`\`\n${entries(30, 50)}\n\`\`\`\n`;
  const misread = {
    line: 35,
    message: expect.stringMatching(/^20 of 50 links to papers belong to no entry/),
  };
  expect(parseList(list, venues).problems).toContainEqual({ ...misread, isMisread: true });
  const linted = lintList([{ path: "README.md", markdown: list }], venues, "section");
  expect(linted).toContainEqual(expect.objectContaining(misread));
});

test.each([
  ["all are read", readWell],
  ["some are not", `${readWell}\n\`\`\`\n${entries(30, 40)}\n\`\`\`\n`],
  ["they are read under another address", readWell.replaceAll("/abs/", "/pdf/").replaceAll(")]", "v2.pdf)]")],
  ["it has few", `# Waves\n\n${entry(0)}\n\n\`\`\`\n${entries(1, 6)}\n\`\`\`\n`],
])("a list says nothing of unread links if %s", (_, list) => {
  expect(parseList(list, venues).problems.filter(({ isMisread }) => isMisread)).toEqual([]);
});
