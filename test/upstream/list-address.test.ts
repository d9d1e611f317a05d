import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { serverListHosts } from "../../src/config/defaults.js";
import { type ListAddressOptions, parseListAddress } from "../../src/upstream/list-address.js";
import { branchProblem, parseRemote, pathProblem } from "../../src/upstream/remote.js";

/** Parses with the default hosts, and folders refused. */
const parse = (text: string, options: Partial<ListAddressOptions> = {}) =>
  parseListAddress(text, { hosts: serverListHosts, allowFile: false, ...options });

const url = "https://github.com/someone/list";

describe("a pasted address", () => {
  test.each([
    ["https://github.com/someone/list", null, null],
    ["https://github.com/someone/list/", null, null],
    ["https://github.com/someone/list.git", null, null],
    ["https://www.github.com/someone/list", null, null],
    ["https://GitHub.com/Someone/List", null, null],
    ["  <https://github.com/someone/list>\n", null, null],
    ["github.com/someone/list", null, null],
    ["www.GitHub.com/someone/list.git/", null, null],
    ["https://github.com/someone/list?tab=readme-ov-file#papers", null, null],
    ["https://github.com/someone/list/tree/dev", "dev", null],
    ["https://github.com/someone/list/tree/dev/docs", "dev", "docs"],
    ["https://github.com/someone/list/blob/main/docs/LIST.md", "main", "docs/LIST.md"],
    ["https://github.com/someone/list/blob/main/Paper%20list.md?plain=1#L10", "main", "Paper list.md"],
    ["https://github.com/someone/list/blob/main/%E8%AE%BA%E6%96%87.md", "main", "论文.md"],
    ["https://github.com/someone/list/blob/topic/new/LIST.md", "topic", "new/LIST.md"],
    ["https://github.com/someone/list/raw/refs/heads/main/README.md", "main", "README.md"],
    ["https://raw.githubusercontent.com/someone/list/main/docs/LIST.md", "main", "docs/LIST.md"],
    ["https://raw.githubusercontent.com/someone/list/refs/heads/main/LIST.md", "main", "LIST.md"],
  ])("%j is the repository, with branch %j and path %j", (text, branch, path) => {
    expect(parse(text)).toMatchObject({ kind: "address", url, branch, path });
  });

  test.each([
    ["https://gitlab.com/group/sub/list", "https://gitlab.com/group/sub/list", null, null],
    ["https://gitlab.com/group/sub/list/-/tree/main", "https://gitlab.com/group/sub/list", "main", null],
    [
      "https://gitlab.com/g/l/-/blob/main/docs/a.md?ref_type=heads",
      "https://gitlab.com/g/l",
      "main",
      "docs/a.md",
    ],
    ["https://gitlab.com/g/l/-/raw/main/a.md", "https://gitlab.com/g/l", "main", "a.md"],
    ["https://codeberg.org/o/r/src/branch/main/docs/a.md", "https://codeberg.org/o/r", "main", "docs/a.md"],
    ["https://codeberg.org/o/r/src/branch/main", "https://codeberg.org/o/r", "main", null],
    ["https://codeberg.org/o/r/raw/branch/main/a.md", "https://codeberg.org/o/r", "main", "a.md"],
    ["https://gitee.com/o/r/blob/master/a.md", "https://gitee.com/o/r", "master", "a.md"],
    ["https://gitee.com/o/r/tree/master", "https://gitee.com/o/r", "master", null],
  ])("%j is %j, with branch %j and path %j", (text, repository, branch, path) => {
    expect(parse(text)).toEqual({
      kind: "address",
      url: repository,
      branch,
      path,
      page: repository.slice("https://".length),
    });
  });

  test("is shown as it was typed", () => {
    expect(parse("https://github.com/Someone/List.git")).toMatchObject({
      page: "github.com/Someone/List",
    });
  });

  test("may be on another host that the operator allows, also in nested groups", () => {
    const hosts = ["git.example.org"];
    expect(parse("https://git.example.org/a/b/c", { hosts })).toMatchObject({
      url: "https://git.example.org/a/b/c",
    });
    expect(parse("https://git.example.org/a/b/src/branch/main/x.md", { hosts })).toMatchObject({
      url: "https://git.example.org/a/b",
      branch: "main",
      path: "x.md",
    });
    expect(parse(url, { hosts })).toMatchObject({
      kind: "refused",
      reason: "Lists cannot be on github.com: paste the address of one on git.example.org.",
    });
  });

  test.each([
    "",
    "a list",
    "list",
    "-oProxyCommand=x",
    "--upload-pack=touch /tmp/pwned",
    "ext::sh -c touch% /tmp/pwned",
    "http://github.com/someone/list",
    "ssh://git@github.com/someone/list",
    "git@github.com:someone/list.git",
    "git://github.com/someone/list",
    "javascript:alert(1)",
    "https://",
    "https://github.com",
    "https://github.com/someone",
    "https://me@github.com/someone/list",
    "https://me:s3cr3t@github.com/someone/list",
    "https://github.com@evil.example/someone/list",
    "https://github.com:8443/someone/list",
    "https://127.0.0.1/someone/list",
    "https://[::1]/someone/list",
    "https://localhost/someone/list",
    "https://github.com.evil.example/someone/list",
    "https://evil.example/github.com/someone/list",
    "https://github.com./someone/list",
    "https://gist.github.com/someone/abc",
    "https://github.com/someone/../list",
    "https://github.com/someone/list/blob/main/%2e%2e/x.md",
    "https://github.com/someone/list/blob/main/..%2fx.md",
    "https://github.com/someone/-list",
    "https://github.com/someone/li%20st",
    "https://github.com/someone/li%00st",
    "https://github.com/someone/%zz",
    "https://github.com/someone/list/blob/main/a%0ab.md",
    "https://github.com/someone/list/tree/-b",
    "https://github.com/someone/list/issues/3",
    "https://github.com/someone/list/blob/4d7a214614ab2935c943f9e0ff69d22eadbb8f32/README.md",
    "https://github.com/someone/list/raw/refs/tags/v1/README.md",
    "https://codeberg.org/o/r/src/tag/v1/README.md",
    "https://github.com/someone/.git",
    "/tmp/list",
    "file:///tmp/list",
  ])("%j is refused in one sentence", (text) => {
    const outcome = parse(text);
    expect(outcome).toEqual({ kind: "refused", reason: expect.stringMatching(/^[A-Z"][^\n]{20,250}\.$/) });
    expect(JSON.stringify(outcome)).not.toContain("s3cr3t");
  });

  test("is refused if it is too long", () => {
    expect(parse(`${url}/blob/main/${"x".repeat(1000)}`)).toMatchObject({ kind: "refused" });
  });

  test("may be a folder only if folders are allowed", () => {
    for (const folder of ["/tmp/list", "file:///tmp/list"]) {
      expect(parse(folder, { allowFile: true })).toMatchObject({
        url: folder,
        path: null,
        page: null,
      });
    }
    expect(parse("/tmp/list/", { allowFile: true })).toMatchObject({ url: "/tmp/list" });
    expect(parse("/tmp/../etc", { allowFile: true })).toMatchObject({ kind: "refused" });
  });
});

describe("any pasted text", () => {
  const piece = fc.constantFrom(
    ...[
      "https://",
      "http://",
      "file://",
      "github.com",
      "www.",
      "gitlab.com",
      "codeberg.org",
      "gitee.com",
      "evil.example",
    ],
    ...[
      "raw.githubusercontent.com",
      "/",
      "//",
      "/a",
      "/b.git",
      "/-/",
      "/blob/",
      "/tree/",
      "/src/branch/",
      "/refs/heads/",
    ],
    ...[
      "..",
      "%2e%2e",
      "%2F",
      "%00",
      "\\",
      "@",
      ":",
      ":443",
      "?x=1",
      "#y",
      ".git",
      "-",
      "--",
      "论文",
      " ",
      "\n",
      "\u202e",
    ],
    ..."README.md main <>".split(" "),
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join("")),
    fc
      .tuple(fc.constantFrom(...serverListHosts), fc.array(piece, { maxLength: 8 }))
      .map(([host, pieces]) => `https://${host}/a/b${pieces.join("")}`),
  );

  test.each([true, false])(
    "gives an address that is safe for git, or is refused with a sentence (folders allowed: %s)",
    (allowFile) => {
      let accepted = 0;
      fc.assert(
        fc.property(anything, (text) => {
          const outcome = parse(text, { allowFile });
          if (outcome.kind === "refused")
            return outcome.reason.endsWith(".") && !outcome.reason.includes("\n");
          const { url: address, branch, path, page } = outcome;
          accepted++;
          expect(parseRemote(address, { allowFile }).kind).toBe("remote");
          expect(branch === null ? null : branchProblem(branch)).toBeNull();
          expect(path === null ? null : pathProblem(path)).toBeNull();
          if (page !== null || !allowFile) {
            const parts = new URL(address);
            expect(serverListHosts).toContain(parts.host);
            expect(parts.href).toBe(address);
            expect([parts.protocol, parts.search, parts.hash]).toEqual(["https:", "", ""]);
          }
          expect(parse(address, { allowFile })).toMatchObject({
            url: address,
            branch: null,
            path: null,
          });
          return true;
        }),
        { numRuns: 5000 },
      );
      expect(accepted).toBeGreaterThan(100);
    },
  );
});
