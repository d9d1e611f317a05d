import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  branchProblem,
  commitUrl,
  parseRemote,
  pathProblem,
  type Remote,
  redact,
} from "../../src/upstream/remote.js";

function remote(address: string, allowFile = false): Remote {
  const outcome = parseRemote(address, { allowFile });
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  return outcome.remote;
}

describe("an upstream's address", () => {
  test.each([
    "ext::sh -c touch% /tmp/pwned",
    "ext::sh",
    "fd::7",
    "::https://example.org",
    "--upload-pack=touch /tmp/pwned",
    "-oProxyCommand=x",
    "http://github.com/someone/list",
    "git://github.com/someone/list",
    "ftp://example.org/list",
    "javascript:alert(1)",
    "https://",
    "ssh://-oProxyCommand=x/list",
    "git@-oProxyCommand=x:list",
    "git@host:-oProxyCommand=x",
    "https://github.com/a b",
    "https://github.com/a\nb",
    "/tmp/list",
    "file:///tmp/list",
    "../list",
    "list",
    "",
  ])("%j is refused in one sentence that gives the right form", (address) => {
    expect(parseRemote(address, { allowFile: false })).toEqual({
      kind: "refused",
      reason: expect.stringMatching(/Give it as https:\/\/HOST\/PATH or git@HOST:PATH\.$/),
    });
  });

  test.each(["/tmp/list", "file:///tmp/list"])("%s is accepted only if folders are allowed", (address) => {
    expect(remote(address, true)).toMatchObject({ url: address, page: null });
  });

  test("never shows its credentials", () => {
    const { name, url } = remote("https://me:s3cr3t@github.com/someone/list.git");
    expect(name).toBe("https://***@github.com/someone/list.git");
    expect(url).toContain("s3cr3t");
    for (const wrong of ["http://me:s3cr3t@host/list", "https://me:a/s3cr3t@host/list"])
      expect(parseRemote(wrong, { allowFile: true })).not.toMatchObject({
        reason: expect.stringContaining("s3cr3t"),
      });
  });

  test("is redacted in any text, with any password", () => {
    const secret = fc
      .stringMatching(/^[\w!$&'()*+,;=:%@-]{4,30}$/)
      .filter((text) => !"https://***@".includes(text));
    fc.assert(
      fc.property(secret, fc.constantFrom("https", "ssh", "http"), (password, scheme) => {
        const text = redact(`fatal: unable to access '${scheme}://user:${password}@host.example/x/': 403`);
        return text === `fatal: unable to access '${scheme}://***@host.example/x/': 403`;
      }),
    );
    expect(redact("bad URL 'https://me:gh/p_s3cr3t@host.example/x'")).toBe(
      "bad URL 'https://***@host.example/x'",
    );
    expect(redact("https://host.example:8443/@me/x")).toBe("https://host.example:8443/@me/x");
    expect(redact("GET 'https://host/x?access_token=abc&pat=1': 403")).toBe(
      "GET 'https://host/x?access_token=***&pat=***': 403",
    );
  });
});

test.each([
  ["https://github.com/someone/list", "https://github.com/someone/list/commit/abc"],
  ["https://token@github.com/someone/list.git", "https://github.com/someone/list/commit/abc"],
  ["git@github.com:someone/list.git", "https://github.com/someone/list/commit/abc"],
  ["ssh://git@gitlab.com/group/sub/list.git", "https://gitlab.com/group/sub/list/-/commit/abc"],
  ["https://gitlab.example.org/group/list/", "https://gitlab.example.org/group/list/-/commit/abc"],
  ["https://gitee.com/someone/list", "https://gitee.com/someone/list/commit/abc"],
  ["https://codeberg.org/someone/list", "https://codeberg.org/someone/list/commit/abc"],
  ["https://git.example.org/list", null],
])("a commit of %s has the page %s", (address, page) => {
  expect(commitUrl(remote(address), "abc")).toBe(page);
});

test.each([
  "--upload-pack=x",
  "-b",
  "a b",
  "a..b",
  "a:b",
  "refs/heads/*",
  "x.lock",
  "",
  "a\u0000b",
  "@{-1}",
  "/a",
  "a/",
])("%j is not a valid branch", (branch) =>
  expect(branchProblem(branch)).toMatch(/cannot be the name of a branch/),
);

test.each(["main", "topic/new-list", "v1.0", "枝"])("%j is a valid branch", (branch) => {
  expect(branchProblem(branch)).toBeNull();
});

test.each(["/etc/passwd", "../README.md", "a/../b", "a\nb", "", "docs/", "a//b"])(
  "%j is not a valid path",
  (path) => {
    expect(pathProblem(path)).toMatch(/is not a file's path/);
  },
);

test.each(["README.md", "docs/Paper list.md", "-list.md", ".github/README.md", "论文.md"])(
  "%j is a valid path",
  (path) => {
    expect(pathProblem(path)).toBeNull();
  },
);
