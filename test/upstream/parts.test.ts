import { describe, expect, test } from "vitest";
import { readListText } from "../../src/upstream/list-text.js";
import { surgeReason } from "../../src/upstream/surge-guard.js";

describe("the surge guard", () => {
  const quiet = { before: 10, added: 0, removed: 0, hasConflict: false };
  test.each([
    [{ ...quiet, added: 4000 }, "fine"],
    [{ ...quiet, before: 100, added: 40, removed: 30, retitled: 10 }, "fine"],
    [{ ...quiet, before: 100, added: 40, removed: 30, retitled: 20 }, "held"],
    [{ ...quiet, before: 100, added: 90, retitled: 20 }, "fine"],
    [{ ...quiet, before: 100, renamed: 49 }, "fine"],
    [{ ...quiet, before: 100, renamed: 50 }, "held"],
    [{ ...quiet, before: 100, removed: 30, unread: 40, unreadBefore: 2 }, "held"],
    [{ ...quiet, before: 100, added: 3, unread: 60, unreadBefore: 58 }, "fine"],
    [{ ...quiet, before: 12, unread: 10 }, "fine"],
    [{ ...quiet, before: 100, removed: 14, standing: 12 }, "held"],
    [{ ...quiet, before: 100, removed: 14, standing: 12, added: 30 }, "fine"],
    [{ ...quiet, before: 200, removed: 14, standing: 12 }, "fine"],
    [{ ...quiet, before: 100, unlinked: 50 }, "held"],
    [{ ...quiet, before: 100, unlinked: 49 }, "fine"],
    [{ ...quiet, before: 5, renamed: 4 }, "held"],
    [{ ...quiet, before: 5, renamed: 3 }, "fine"],
    [{ ...quiet, before: 9, renamed: 8, added: 9 }, "fine"],
    [{ ...quiet, before: 100, removed: 2, loss: "README.md breaks off" }, "held"],
    [{ ...quiet, before: 100, removed: 1, loss: "README.md breaks off" }, "fine"],
    [{ ...quiet, isGarbled: true }, "held"],
    [{ ...quiet, removed: 4 }, "fine"],
    [{ ...quiet, removed: 5 }, "held"],
    [{ ...quiet, before: 1, removed: 1 }, "fine"],
    [{ ...quiet, before: 2, removed: 2 }, "held"],
    [{ ...quiet, before: 0, added: 40 }, "fine"],
    [{ ...quiet, hasConflict: true }, "held"],
  ])("decides that %o is %s", (surge, kind) => {
    expect(surgeReason(surge) === null ? "fine" : "held").toBe(kind);
  });
});

describe("a list's text", () => {
  const read = (text: string | Buffer) => readListText({ kind: "content", bytes: Buffer.from(text) });

  test("is read as UTF-8, with or without a byte order mark, or as UTF-16 with one", () => {
    const expected = { kind: "text", markdown: "- Zürich 论文" };
    expect(read("\ufeff- Zürich 论文")).toMatchObject(expected);
    expect(read(Buffer.from("\ufeff- Zürich 论文", "utf16le"))).toMatchObject(expected);
    expect(read(Buffer.from("\ufeff- Zürich 论文", "utf16le").swap16())).toMatchObject(expected);
  });

  test("may begin with HTML that is not a page", () => {
    expect(read('<div align="center"><h1>Papers</h1></div>\n\n- One')).toMatchObject({ kind: "text" });
    expect(read("<!-- list -->\n- One")).toMatchObject({ kind: "text" });
  });

  test("has a conflict if all three markers come in order, and not if a heading is underlined", () => {
    expect(read("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n")).toMatchObject({ hasConflict: true });
    expect(read("Heading\n=======\n\n>>>>>>> a deep quote\n")).toMatchObject({ hasConflict: false });
  });
});
