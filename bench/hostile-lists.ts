/** Lists that are slow or large to read unless reading is linear: each family is text of about the size asked for. */
export interface HostileFamily {
  readonly name: string;
  /** @param size characters */
  readonly list: (size: number) => string;
}

/** Repeats what a function gives for 0, 1, 2 … up to a size. */
function fill(size: number, part: (index: number) => string): string {
  const parts: string[] = [];
  for (let length = 0, index = 0; length < size; index++) {
    const next = part(index);
    parts.push(next);
    length += next.length;
  }
  return parts.join("");
}

const repeated = (text: string) => (size: number) => text.repeat(Math.ceil(size / text.length));
/** The same pattern on lines of many characters each, so that no line is too long by itself. */
const onLines =
  (text: string, width: number, start = "") =>
  (size: number) =>
    fill(size, (n) => `${start}${text.repeat(Math.ceil(width / text.length))} ${n}\n`);

const entry = (index: number) =>
  `- Quiet Rivers of Number ${index} [[paper](https://arxiv.org/abs/2001.${String(index % 100_000).padStart(5, "0")})]\n`;

const families: readonly (readonly [string, (size: number) => string])[] = [
  [
    "a long definition, used by each heading",
    (size) => `[d]: https://a.b/${"x".repeat(size / 2)}\n\n${fill(size / 2, (n) => `# ${n} [d]\n`)}`,
  ],
  [
    "a long definition, used by each bullet",
    (size) =>
      `[d]: https://a.b/${"x".repeat(size / 2)}\n\n${fill(size / 2, (n) => `- Title of Work ${n} [paper][d]\n`)}`,
  ],
  ["definitions only", (size) => fill(size, (n) => `[x${n}]: https://a.b/${n}\n`)],
  [
    "definitions and their uses",
    (size) => fill(size, (n) => `[x${n}]: https://a.b/${n}\n\n- Title of Work ${n} [paper][x${n}]\n\n`),
  ],
  ["spaces in a line", (size) => `- a${" ".repeat(size)}b`],
  ["spaces on each line", onLines(" ", 19_000, "a")],
  ["tabs", onLines("\t", 19_000, "- a")],
  ["backslashes in a line", repeated("\\")],
  ["backslashes on each line", onLines("\\", 19_000)],
  ["[ in a line", repeated("[")],
  ["[ on each line", onLines("[", 1_900, "- ")],
  ["[ on each line of a paragraph", onLines("[", 100)],
  ["![ on each line of a paragraph", onLines("![", 100)],
  ["] on each line of a paragraph", onLines("]", 100, "a")],
  ["[a]( on each line", onLines("[a](", 1_900, "- ")],
  ["[a][b] on each line", onLines("[a][b]", 1_900, "- ")],
  ["[[a]] nested", onLines(`${"[".repeat(50)}a${"]".repeat(50)}`, 1_900, "- ")],
  ["* on each line of a paragraph", onLines("a*", 100)],
  ["**a* on each line", onLines("**a* ", 1_900, "- ")],
  ["_ on each line of a paragraph", onLines("_a_b", 100)],
  ["emphasis nested", onLines(`${"*a **a ".repeat(100)}${"b** b*".repeat(100)}`, 1, "- ")],
  ["backticks of growing length", (size) => fill(size, (n) => `${"`".repeat((n % 100) + 1)} a\n`)],
  [
    "backticks of growing length in a line",
    (size) => fill(size, (n) => `${n % 100 ? "" : "\n- "}${"`".repeat((n % 100) + 1)} a`),
  ],
  ["< on each line of a paragraph", onLines("a<", 100)],
  ["<a href on each line", onLines("<a href='", 1_900, "- ")],
  ["<!-- on each line of a paragraph", onLines("<!-- a", 100, "a ")],
  ["<? on each line of a paragraph", onLines("<?", 100, "a ")],
  ["entities", onLines("&amp;", 1_900, "- ")],
  ["entities in a line", repeated("&amp;")],
  ["& on each line of a paragraph", onLines("&a", 100)],
  ["one word", repeated("a")],
  ["one line of words", repeated("word and ")],
  ["one paragraph of words", onLines("word and ", 80)],
  ["one table row", (size) => `| a | b |\n| --- | --- |\n|${fill(size, (n) => ` ${n} |`)}\n`],
  [
    "a table head of 2,000 cells",
    (size) =>
      `|${" a |".repeat(2000)}\n|${" - |".repeat(2000)}\n${fill(size, (n) => `| Title of Work ${n} | [paper](https://a.b/${n}) |\n`)}`,
  ],
  [
    "tables of 2,000 cells",
    (size) =>
      fill(size, () => `|${" a |".repeat(2000)}\n|${" - |".repeat(2000)}\n|${" b |".repeat(2000)}\n\n`),
  ],
  ["table heads only", (size) => fill(size, () => "|a|\n|-|\n")],
  ["pipes only", onLines("|", 1_000)],
  ["pipes on short lines", repeated("|\n")],
  ["delimiter rows only", repeated("|-|-|\n")],
  ["delimiter row in a line", (size) => `|a|\n|${"-|".repeat(size / 2)}\n`],
  ["blank lines", repeated("\n")],
  ["blank lines in an item", (size) => `- a\n${"\n".repeat(size)}  b\n`],
  ["lines of a space", repeated(" \n")],
  ["quotes in quotes", onLines("> ", 78, "")],
  ["quotes of growing depth", (size) => fill(size, (n) => `${"> ".repeat(n % 40)}a\n`)],
  ["bullets in a line", onLines("- ", 78, "")],
  ["bullets of growing indent", (size) => fill(size, (n) => `${" ".repeat(2 * n)}- a\n`)],
  [
    "bullets of growing indent, again and again",
    (size) => fill(size, (n) => `${" ".repeat(2 * (n % 50))}- a\n`),
  ],
  ["an item with a long nested list", (size) => `- a\n${fill(size, (n) => `  ${entry(n)}`)}`],
  ["bullets in a quote", (size) => fill(size, (n) => `> ${entry(n)}`)],
  ["numbers in other numbers", (size) => fill(size, (n) => `${"1. ".repeat(n % 12)}a\n`)],
  ["numbers that never start at one", (size) => fill(size, (n) => `${n + 2}) Title of Work ${n}\n`)],
  ["indented code", repeated("    a\n")],
  ["bullets and lazy lines", repeated("- a\nb\n")],
  ["empty bullets", repeated("-\n")],
  ["empty headings", repeated("#\n")],
  ["headings", (size) => fill(size, (n) => `${"#".repeat((n % 6) + 1)} ${n}\n`)],
  ["setext lines", repeated("a\n=\n")],
  ["setext underlines only", repeated("=\n-\n")],
  ["a paragraph before a setext line", (size) => `${"a\n".repeat(size / 2)}===\n`],
  ["rules", repeated("***\n")],
  ["fences that open", repeated("```\na\n~~~\n")],
  ["fences in items", repeated("- a\n  ```\n  b\n")],
  ["a fence never closed", (size) => `\`\`\`\n${fill(size, entry)}`],
  ["<details> nested", repeated("<details>\n")],
  ["<details> nested, with blank lines", repeated("<details>\n\n")],
  ["<div> nested in a line", repeated("<div>")],
  ["<table> nested", (size) => `${"<table><tr><td>\n".repeat(size / 24)}${"</table>\n".repeat(size / 24)}`],
  ["<table> never closed", repeated("<table>\n")],
  [
    "rows of an HTML table",
    (size) =>
      `<table>\n${fill(size, (n) => `<tr><td>Title of Work ${n}</td><td><a href="https://arxiv.org/abs/2001.0${1000 + (n % 9000)}">paper</a></td></tr>\n`)}</table>\n`,
  ],
  [
    "rows of an HTML table in a line",
    (size) =>
      `<table>${fill(size, (n) => `<tr><td>Title of Work ${n}</td><td><a href="https://arxiv.org/abs/2001.0${1000 + (n % 9000)}">paper</a></td></tr>`)}</table>\n`,
  ],
  [
    "cells of an HTML table that span rows",
    (size) =>
      `<table><tr>${fill(size / 2, () => '<td rowspan="9999">a</td>')}</tr>\n${repeated("<tr><td>b</td></tr>\n")(size / 2)}</table>\n`,
  ],
  [
    "<b> of other attributes, then <p>",
    (size) => `<table>\n${fill(size / 2, (n) => `<b a${n}>\n`)}${repeated("<p>a\n")(size / 2)}</table>`,
  ],
  ["<b> and <p>, not closed", (size) => `<div>\n${fill(size, (n) => `<b a${n}><p>a\n`)}</div>`],
  ["<p> in an HTML block", (size) => `<div>\n${repeated("<p>a\n")(size)}`],
  ["<a> never closed", (size) => `<div>\n${repeated("<a href=x>a\n")(size)}`],
  ["closing tags only", (size) => `<div>\n${repeated("</b></p></i>\n")(size)}`],
  ["comments", repeated("<!--\n-->\n")],
  ["comments that open", repeated("<!-- a\n\n")],
  ["combining marks", (size) => `- a${"\u0301".repeat(size / 2)} Title [[paper](https://a.b/c)]`],
  [
    "combining marks in titles",
    (size) => fill(size, (n) => `- Zalgo${"\u0301".repeat(5000)} Title ${n} [[paper](https://a.b/c)]\n`),
  ],
  ["NUL and private characters", repeated("- \u0000\uE000a\uE001\u2E57b\u2E58 \uFFFD\n")],
  ["lone surrogates", onLines("\uD800a\uDC00", 200, "- ")],
  ["emoji", onLines("👩‍👩‍👧‍👦", 1_000, "- Family ")],
  ["emoji codes", onLines(":a_b", 1_900, "- ")],
  ["emoji codes of marks only", onLines(":+::+:", 700, "- Title of Work ")],
  ["colons and marks", onLines(" :+ _-", 700, "- Title of Work ")],
  ["letters that might be authors", onLines("A\t", 300, "- ")],
  ["quotes in a title", onLines('"a“', 1_900, "- ")],
  ["commas in a title", onLines("Doe, ", 800, "- ")],
  ["names in a title", onLines("Jane Doe, ", 1_900, "- ")],
  ["capital letters", onLines("Aa-Bb'", 1_900, "- ")],
  ["venues", onLines("ICLR ", 800, "- ")],
  ["years", onLines("ICLR 2024, ", 1_900, "- ")],
  ["dollars", onLines("$a\\b{", 800, "- ")],
  [
    "links in one entry",
    (size) => `- Title of Work ${fill(size, (n) => `${n % 20 ? "" : "\n  "}[[paper](https://a.b/${n})]`)}`,
  ],
  ["links in a line", (size) => `- Title of Work ${fill(size, (n) => `[[paper](https://a.b/${n})]`)}`],
  ["brackets around an entry", onLines("([a](https://a.b/c", 1_900, "- Title of Work ")],
  [
    "long URLs",
    (size) => fill(size, (n) => `- Title of Work ${n} [[paper](https://a.b/${"x".repeat(15_000)})]\n`),
  ],
  ["URLs with brackets", onLines("https://a.b/(", 1_900, "- Title of Work ")],
  ["URLs glued", onLines("https://a.b/chttps:/", 1_900, "- Title of Work ")],
  [
    "nested attributes of one item",
    (size) => `- Title of Work\n${repeated("  - [paper](https://a.b/c)\n")(size)}`,
  ],
  [
    "entries with details",
    (size) => fill(size, (n) => `- Title of Work ${n}\n  - Paper: https://a.b/${n}\n`),
  ],
  [
    "fields of entries",
    (size) =>
      fill(
        size,
        (n) => `- Waves ${n}\n  - Paper: https://a.b/${n}\n  - Code: https://c.d/${n}\n  - Year: 2020\n`,
      ),
  ],
  [
    "breaks in one item",
    (size) => `- ${fill(size, (n) => `Title of Work ${n} [[paper](https://a.b/${n})]<br>`)}`,
  ],
  [
    "names before titles",
    (size) => fill(size, (n) => `- ${"Ann Bee, Cy Dee, ".repeat(30)} Slow Waves of Tides ${n}, 2020\n`),
  ],
  [
    "footnotes",
    (size) =>
      fill(size, (n) => `- Title of Work ${n} [^${n}] [[paper](https://a.b/${n})]\n\n[^${n}]: a note\n\n`),
  ],
  [
    "tables of one row",
    (size) =>
      fill(
        size,
        (n) => `| Title | Link |\n|---|---|\n| Work of Boats ${n} | [paper](https://a.b/${n}) |\n\n`,
      ),
  ],
  [
    "items of an HTML list that are not closed",
    (size) => `<ul>\n${fill(size, (n) => `<li>Work ${n}<ul>\n`)}`,
  ],
  [
    "items of an HTML list",
    (size) =>
      `<ul>\n${fill(size, (n) => `<li>Work of Tides ${n} <a href="https://a.b/${n}">paper</a></li>\n`)}</ul>\n`,
  ],
  [
    "an entry in each of many <details>",
    (size) =>
      fill(
        size,
        (n) =>
          `<details><summary>Work ${n}</summary>\n\n- Tides ${n} [[paper](https://a.b/${n})]\n\n</details>\n\n`,
      ),
  ],
  ["one title", repeated("- Quiet Rivers of Number [[paper](https://arxiv.org/abs/2001.00001)]\n")],
  [
    "one title with other ids",
    (size) => fill(size, (n) => `- Quiet Rivers [[paper](https://arxiv.org/abs/2001.${10_000 + n})]\n`),
  ],
  ["one title with other links", (size) => fill(size, (n) => `- Quiet Rivers [[paper](https://a.b/${n})]\n`)],
  [
    "titles nearly alike",
    (size) =>
      fill(
        size,
        (n) =>
          `- Quiet Rivers of ${String.fromCharCode(97 + (n % 26), 97 + ((n / 26) % 26), 97 + ((n / 676) % 26), 97 + ((n / 17576) % 26))} in the Long Winter of the North [[paper](https://a.b/${n})]\n`,
      ),
  ],
  [
    "titles nearly alike with one link",
    (size) =>
      fill(
        size,
        (n) =>
          `- Quiet Rivers of ${String.fromCharCode(97 + (n % 26), 97 + ((n / 26) % 26), 97 + ((n / 676) % 26), 97 + ((n / 17576) % 26))} in the Long Winter of the North [[paper](https://arxiv.org/abs/2001.00001)]\n`,
      ),
  ],
  [
    "titles of a word",
    (size) => fill(size, (n) => `- ${(n + 1e6).toString(36)} [[paper](https://a.b/${n})]\n`),
  ],
  ["bold titles", (size) => fill(size, (n) => `**Quiet Rivers of Number ${n}**\n\n`)],
  ["bare URLs", (size) => fill(size, (n) => `https://a.b/${n}\n`)],
  ["boxes", (size) => fill(size, (n) => `${" ".repeat(4 * (n % 90))}??? a "Title of Work ${n}"\n`)],
  ["carriage returns", repeated("\r")],
  ["conflict markers", repeated("<<<<<<< a\n=======\n>>>>>>> b\n")],
];

export const hostileLists: readonly HostileFamily[] = families.map(([name, list]) => ({ name, list }));

const dataFamilies: readonly (readonly [string, (size: number) => string])[] = [
  ["json", (size) => `[${fill(size, (n) => `{"title":"Work ${n}","url":"https://a.b/${n}"},`)}0]`],
  ["json", (size) => `${"[".repeat(size / 2)}${"]".repeat(size / 2)}`],
  ["json", (size) => `{"title":"${"Quiet Rivers ".repeat(size / 13)}","url":"https://a.b"}`],
  ["json", (size) => `{${fill(size, (n) => `"a${n}":{"title":1},`)}"b":0}`],
  ["json", repeated('{"a":')],
  ["yaml", (size) => fill(size, (n) => `- title: Work of Boats ${n}\n  url: https://a.b/${n}\n`)],
  [
    "yaml",
    (size) => `- &a {title: Work of Boats, url: https://a.b}\n${fill(size, () => "- [*a, *a, *a]\n")}`,
  ],
  ["yaml", (size) => fill(size, (n) => `${" ".repeat(n % 90)}a${n}:\n`)],
  [
    "yaml",
    (size) =>
      `a0: &a0 [x, x]\n${fill(400, (n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`)}${fill(size, (n) => `- title: Work ${n}\n`)}`,
  ],
  ["yaml", (size) => `a: 1\n${repeated("- {\n")(size)}`],
  [
    "yaml",
    (size) =>
      fill(
        size,
        (n) => `- title: ${n % 16 ? "Quiet Rivers" : "Quiet: Rivers:"} ${n}\n  url: https://a.b/${n}\n`,
      ),
  ],
  ["yaml", (size) => fill(size, (n) => `- title: |\n    Slow\n    Waves ${n}\n  url: https://a.b/${n}\n`)],
  ["yaml", repeated("- - - ")],
  ["yaml", repeated("{a: ")],
  ["yaml", repeated("---\n")],
  ["yaml", (size) => `title: "${"\\u0041".repeat(size / 6)}"\nurl: https://a.b`],
  [
    "bib",
    (size) => fill(size, (n) => `@misc{a${n}, title = {Work of Boats ${n}}, url = {https://a.b/${n}}}\n`),
  ],
  ["bib", repeated("@misc{")],
  ["bib", (size) => `@misc{a, title = ${"{".repeat(size / 2)}a${"}".repeat(size / 2)}, year = 2020}`],
  ["bib", (size) => `@string{a = "b"}\n@misc{c, title = ${"a # ".repeat(size / 4)}a, year = 2020}`],
  [
    "bib",
    (size) => `@string{a = "bb"}\n${fill(size, (n) => `@string{a${n} = a${n - 1} # a # a${n - 1}}\n`)}`,
  ],
  [
    "bib",
    (size) =>
      `@string{a = "${"Slow Waves ".repeat(size / 40)}"}\n${fill(size, (n) => `@misc{c${n}, title = a # a}\n`)}`,
  ],
  [
    "bib",
    (size) => `@misc{a, author = {${"Bee, Ann and ".repeat(size / 13)}Dee, Cy}, title = {Work of Boats}}`,
  ],
  ["bib", repeated("@misc{a, title = {\\'")],
  ["rst", repeated("* `Slow Waves <https://a.b/c>`_, `a *b |c :d: `e\n")],
  ["rst", (size) => fill(size, (n) => `- \`Slow Waves ${n} <https://a.b/${n}>\`_\n`)],
  ["rst", (size) => `* ${"`a *b |c [#d]_ e_ ".repeat(size / 17)}`],
  ["rst", repeated("`")],
  ["rst", (size) => `${"a.b-".repeat(size / 4)}_ ${"\\".repeat(size / 4)}`],
  [
    "rst",
    (size) => `.. _a: https://a.b/${"x".repeat(1900)}\n\n* Title of Work a_\n${repeated("* a_\n")(size)}`,
  ],
  ["rst", (size) => `.. |a| replace:: ${"Slow Waves ".repeat(25)}\n\n${repeated("* |a| |a|_ `b`_\n")(size)}`],
  [
    "rst",
    (size) =>
      fill(
        size,
        (n) => `.. _a${n}: https://a.b/${n}\n* Title of Work a${n}_ \`paper\`__\n\n__ https://a.b/c${n}\n`,
      ),
  ],
  ["rst", (size) => fill(size, (n) => `${" ".repeat(n % 300)}* Work of Boats ${n}\n\n`)],
  ["rst", repeated("=== ===\n")],
  ["rst", repeated("=== ===\na\n\n=== ===\nb\n")],
  ["rst", (size) => `${"= ".repeat(size / 4)}=\n${repeated("a b c\n")(size / 2)}`],
  ["rst", (size) => `+${"-+".repeat(size / 4)}\n${repeated("|a|b\n|-+\n")(size / 2)}`],
  ["rst", repeated("+-+\n|a|\n+=+\n")],
  ["rst", repeated("+-\n|\n")],
  ["rst", repeated("潮汐汐潮潮潮潮 + - | = \n=== ===\n")],
  ["rst", (size) => `.. list-table::\n\n${repeated("   * - Slow Waves\n     - a\n")(size)}`],
  ["rst", repeated(".. list-table::\n\n   * - a\n")],
  ["rst", repeated(".. a::\n   :b: c\n\n")],
  ["rst", repeated(".. [#a] Work of Boats [#a]_\n")],
  ["rst", repeated("Work of Boats\n=============\n")],
  ["rst", repeated(":Title: Work of Boats\n")],
  ["rst", repeated("| a\n")],
  ["rst", repeated("a::\n\n  b\n")],
  ["csv", (size) => `title,url\n${fill(size, (n) => `Work of Boats ${n},https://a.b/${n}\n`)}`],
  ["csv", (size) => `title,url\n${'"a""b",'.repeat(size / 7)}`],
  ["csv", (size) => `title,url\n"${"a\n".repeat(size / 2)}`],
  ["csv", (size) => `${"title,".repeat(size / 6)}url\n`],
];

/** Lists kept as data: `path` is the name of the file. */
export const hostileData: readonly (HostileFamily & { readonly path: string })[] = dataFamilies.map(
  ([format, list]) => ({
    name: `${format}: ${list(60).slice(0, 40).replaceAll("\n", " ")}`,
    path: `list.${format}`,
    list,
  }),
);

/** A list as people write them, of about a size: sections, bullets with links, a table. */
export function honestList(size: number): string {
  return fill(size, (index) =>
    index % 40 === 0 ? `\n## ICLR-${2000 + ((index / 40) % 25)}\n\n` : entry(index),
  );
}
