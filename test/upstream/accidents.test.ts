import { describe, expect, test } from "vitest";
import { readListText } from "../../src/upstream/list-text.js";
import { readRevision } from "../../src/upstream/read-revision.js";
import { toRevisionText } from "../../src/upstream/read-texts.js";
import { decodeWindows1252 } from "../../src/upstream/windows-1252.js";
import { readingOf, titles } from "./fixture.js";

const names = titles(0, 48);
const address = (index: number) => `https://arxiv.org/abs/2401.${String(10_000 + index)}`;
const bullet = (title: string, index: number) =>
  `- **${title}** *Zoë Müller, Ann Bee.* ICLR 2024. [[paper](${address(index)})]`;
const row = (title: string, index: number) => `| [${title}](${address(index)}) | ICLR 2024 |`;
const part = (from: number, to: number, entry: typeof bullet) =>
  names
    .slice(from, to)
    .map((title, index) => entry(title, from + index))
    .join("\n");
const original = `# Papers

Read them all.

## Hills

${part(0, 18, bullet)}

## Tables

| Title | Venue |
| --- | --- |
${part(18, 30, row)}

## Lakes

${part(30, 48, bullet)}

## License

Everything here is free.
`;

async function revisionOf(text: string, before = original) {
  const listReading = readingOf();
  const read = (markdown: string) => {
    const blob = readListText({ kind: "content", bytes: Buffer.from(markdown) });
    return toRevisionText([{ path: "README.md", text: blob }]);
  };
  const accepted = await readRevision(read(before), null, listReading);
  if (accepted.kind !== "list") throw new Error(accepted.reason);
  return await readRevision(read(text), accepted.version, listReading);
}

const lines = original.split("\n");
const insert = (share: number, ...added: readonly string[]) =>
  lines.toSpliced(Math.floor(lines.length * share), 0, ...added).join("\n");

describe("an accident is held, or nothing is announced of it:", () => {
  test.each<[string, string]>([
    ["an empty file", ""],
    ["the heading alone", "# Papers\n"],
    ["the first half", original.slice(0, original.length / 2)],
    ["all but the end, cut within a line", original.slice(0, original.length * 0.85)],
    ["all but the end, cut between lines", lines.slice(0, -10).join("\n")],
    ["all but the beginning", lines.slice(14).join("\n")],
    ["a merge conflict", insert(0.5, "<<<<<<< HEAD", "- One", "=======", "- Two", ">>>>>>> topic")],
    [
      "a page that reports an error",
      "<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1></body></html>",
    ],
    [
      "a page to log in",
      '<div class="auth"><h1>Sign in</h1><form action="/session"><input name="login"></form>\n<a href="https://example.org/terms">The terms of this service</a></div>\n',
    ],
    [
      "an error in JSON",
      '{"message": "Not Found", "documentation_url": "https://docs.example.org/rest#get"}',
    ],
    ["UTF-8 that was read as Windows-1252", decodeWindows1252(Buffer.from(original))],
    ["UTF-8 that was read as Latin-1", Buffer.from(original).toString("latin1")],
    ["authors in place of titles", original.replace(/Z(\w+): \w+ \w+ \w+/g, "$1 Roe, J. Doe, A. Smith")],
    ["addresses in place of titles", original.replace(/Z(\w+): \w+ \w+ \w+/g, "https://example.org/$1")],
    [
      "another project's text",
      "# A Template\n\n## Usage\n\n- [Guide](https://example.org/guide)\n- [Reference](https://example.org/reference)\n",
    ],
    ["another list", `# Others\n\n${titles(100, 150).map(bullet).join("\n")}\n`],
    ["everything twice", `${original}\n${original}`],
    [
      "each entry twice",
      lines.flatMap((line) => (/^[-|] ?[[*]/.test(line) ? [line, line] : [line])).join("\n"),
    ],
    ["addresses that are none", original.replaceAll("https://", "htps//")],
    ["addresses of another host", original.replaceAll("arxiv.org", "papers.invalid")],
    ["one address for all", original.replace(/2401\.\d{5}/g, "2401.00001")],
    ["links that are lost", original.replace(/\]\(https[^)]*\)/g, "]()")],
    ["a table without its head", original.replace("| Title | Venue |\n| --- | --- |\n", "")],
    ["a blank line below the head of a table", original.replace("| --- | --- |\n", "| --- | --- |\n\n")],
    ["a code block that is not closed", insert(0.75, "```")],
    ["a comment that is not closed", insert(0.75, "<!-- not yet")],
    ["an element of text that is not closed", insert(0.75, "<pre>")],
    ["details that are not closed", insert(0.3, "<details>", "<summary>More</summary>", "")],
    ["no line breaks", original.replaceAll("\n", " ")],
    ["a string of JSON", JSON.stringify(original)],
    ["every line indented", original.replaceAll("\n", "\n        ")],
  ])("%s", async (_, text) => {
    const revision = await revisionOf(text);
    if (revision.kind === "list" && revision.heldReason === null) expect(revision.changes).toEqual([]);
  });

  test("all titles of a short list replaced", async () => {
    const short = `# Papers\n\n${part(0, 4, bullet)}\n`;
    const text = short.replace(/Z(\w+): \w+ \w+ \w+/g, "$1 Roe, J. Doe, A. Smith");
    expect(await revisionOf(text, short)).toMatchObject({ heldReason: expect.any(String) });
  });

  test("a second merge conflict after one that was released", async () => {
    const conflict = ["<<<<<<< HEAD", "- One", "=======", "- Two", ">>>>>>> topic"];
    const released = insert(0.5, ...conflict);
    expect(await revisionOf(released.replace("all.", "all!"), released)).toMatchObject({ heldReason: null });
    expect(await revisionOf(`${released}\n${conflict.join("\n")}\n`, released)).toMatchObject({
      heldReason: expect.stringContaining("conflict"),
    });
  });
});

describe("what its maintainers do to a list is no accident:", () => {
  test.each<[string, string]>([
    ["a paper is removed", lines.toSpliced(6, 1).join("\n")],
    ["a few are removed from its end", lines.filter((line) => !line.includes("2401.1004")).join("\n")],
    ["sections change places", original.replace(/(## Hills.*)(## Lakes.*)(?=## License)/s, "$2$1")],
    ["every entry is written in another way", original.replaceAll("**", "").replaceAll("*", "_")],
    ["links lead to another page of the same host", original.replaceAll("/abs/", "/pdf/")],
    [
      "markers of a conflict are shown as code",
      insert(0.5, "```text", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> topic", "```"),
    ],
    ["a closed comment", insert(0.5, "<!-- a note", "of two lines -->", "<pre>as it is</pre>")],
    ["a few names that were pasted in a wrong encoding", original.replace("Zoë Müller", "ZoÃ« MÃ¼ller")],
  ])("%s", async (_, text) => {
    expect(await revisionOf(text)).toMatchObject({ kind: "list", heldReason: null });
  });
});
