import fc from "fast-check";
import { expect, test } from "vitest";
import { oracleShape, ourShape } from "./markdown-oracle.js";

const inlinePieces =
  "* ** *** _ __ ` `` [ ] ( ) ![ ]( [a](b) [x] [y][x] ![a][x] <b> </b> <br> < > & &amp; &lt; \\ \\* \\[ ! a b c . , é ж".split(
    " ",
  );
const text = fc
  .array(fc.constantFrom(...inlinePieces, " ", " ", "a", "b"), { maxLength: 14 })
  .map((parts) => parts.join(""));
const linePieces = [
  "- ",
  "* ",
  "1. ",
  "2) ",
  "  ",
  "    ",
  "> ",
  "# ",
  "### ",
  "",
  "",
  "",
  "",
  "<div>",
  "<!-- ",
  "```",
  "---",
  "===",
  "a",
  "-",
  "   - ",
  "     - ",
];
const line = fc
  .tuple(
    fc.constantFrom(...linePieces),
    fc.constantFrom(...linePieces),
    fc.oneof(fc.constant(""), fc.constant("a b"), text),
  )
  .map((parts) => parts.join(""));
const lines = fc.array(
  fc.oneof({ weight: 9, arbitrary: line }, { weight: 1, arbitrary: fc.constant("\n[x]: y\n") }),
  { maxLength: 8 },
);

test("running text is what the reference implementation reads", () => {
  fc.assert(
    fc.property(text, (soup) => {
      const markdown = `a${soup}a\n\n[x]: y\n`;
      expect(ourShape(markdown)).toEqual(oracleShape(markdown));
    }),
    { numRuns: Number(process.env.RUNS ?? 1000) },
  );
});

test("blocks are what the reference implementation reads", () => {
  fc.assert(
    fc.property(lines, (parts) => {
      const markdown = parts.join("\n");
      expect(ourShape(markdown)).toEqual(oracleShape(markdown));
    }),
    { numRuns: Number(process.env.RUNS ?? 1000) },
  );
});
