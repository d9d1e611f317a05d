import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createArxivSource } from "../../src/details/arxiv.js";
import { createSourceAsker } from "../../src/details/ask-source.js";
import { createCrossrefSource } from "../../src/details/crossref.js";
import { readRetryAfter } from "../../src/details/get-text.js";
import { countDetailsOf, detailsRanks, knownDetails, wantDetails } from "../../src/store/details.js";
import type { Db } from "../../src/store/schema.js";
import { createDatabase, type TestDatabase } from "../support/database.js";
import {
  type ArxivPaper,
  type FakeService,
  faults,
  startFakeArxiv,
  startFakeCrossref,
} from "./fake-services.js";

const ids = Array.from({ length: 12 }, (_, i) => `2207.000${String(i).padStart(2, "0")}`);
const papers: Record<string, ArxivPaper> = Object.fromEntries(
  ids.map((id) => [id, { title: `Paper ${id}` }]),
);
const never = new AbortController().signal;

let database: TestDatabase;
let db: Db;
let arxiv: FakeService;
let clock: number;
beforeEach(async () => {
  database = await createDatabase();
  db = await database.open();
  arxiv = await startFakeArxiv(papers);
  clock = 1_000_000;
});
afterEach(async () => {
  await arxiv.close();
  await database.close();
});

const source = () => createArxivSource(arxiv.url, "Paperboy/test");
const asker = (store = db) => createSourceAsker(store, source(), () => clock);
const want = (wanted: readonly string[], rank: 0 | 1 | 2 = detailsRanks.listed) =>
  wantDetails(
    db,
    wanted.map((id) => ({ key: `arxiv:${id}`, source: "arxiv" })),
    rank,
    clock++,
  );
const countDetails = (of: readonly string[] = ids) =>
  countDetailsOf(
    db,
    of.map((id) => `arxiv:${id}`),
  );
const known = async () => {
  const keys: string[] = [];
  for await (const page of knownDetails(db)) keys.push(...page.map(({ key }) => key.slice(6)));
  return keys.sort();
};
/** Takes turns until nothing is wanted; time passes only between them. @returns how long that took, in milliseconds */
async function takeAll(ask = asker(), maxTurns = 60) {
  const [start, kinds] = [clock, [] as string[]];
  for (let turn = 0; turn < maxTurns; turn++) {
    const outcome = await ask(never);
    kinds.push(outcome.kind);
    if (outcome.kind === "idle") break;
    clock = Math.max(clock, outcome.until);
  }
  return { took: clock - start, kinds };
}

describe("asking arXiv", () => {
  test("a batch is one request that names itself, and every paper is known", async () => {
    await want(ids);
    expect(await takeAll()).toMatchObject({ kinds: ["asked", "idle"] });
    expect(arxiv.requests).toMatchObject([{ ids, userAgent: "Paperboy/test" }]);
    expect(await known()).toEqual(ids);
    expect(await countDetails()).toEqual({ known: 12, absent: 0 });
  });

  test("the password of a mirror is sent, and is in no reason", async () => {
    await want(ids);
    const mirror = (url: string) => {
      const address = new URL(url);
      [address.username, address.password] = ["me", "s3cr3t/"];
      return createSourceAsker(db, createArxivSource(address.href, "Paperboy/test"), () => clock);
    };
    expect(await mirror("http://127.0.0.1:1/query")(never)).toMatchObject({
      kind: "failed",
      reason: expect.not.stringContaining("s3cr3t"),
    });
    clock += 60_000;
    expect(await mirror(arxiv.url)(never)).toMatchObject({ kind: "asked" });
    const [request] = arxiv.requests;
    expect(request?.authorization).toBe(`Basic ${Buffer.from("me:s3cr3t/").toString("base64")}`);
  });

  test("batches keep the pace of one request in three seconds", async () => {
    const many = Array.from({ length: 250 }, (_, i) => `2301.${String(i).padStart(5, "0")}`);
    for (const id of many) arxiv.papers.set(id, { title: id });
    await want(many);
    const { took, kinds } = await takeAll();
    expect(kinds).toEqual(["asked", "asked", "asked", "idle"]);
    expect(took).toBeGreaterThanOrEqual(9000);
    expect(await known()).toHaveLength(250);
  });

  test("what was announced comes first, then what was opened, then the rest", async () => {
    const rest = Array.from({ length: 100 }, (_, i) => `2301.${String(i).padStart(5, "0")}`);
    await want(rest);
    await want(["2207.00001"], detailsRanks.opened);
    await want(["2207.00002"], detailsRanks.announced);
    await want([rest[99] ?? ""], detailsRanks.opened);
    await asker()(never);
    const asked = new Set(arxiv.requests[0]?.ids);
    expect(["2207.00001", "2207.00002", rest[99]].filter((id) => asked.has(id ?? ""))).toHaveLength(3);
    expect(asked.has(rest[98] ?? "")).toBe(false);
  });

  test("processes together ask once for each paper, and keep the pace", async () => {
    await want(ids);
    const other = asker(await database.open());
    // The second one waits for the first one's turn, or finds nothing left: it never asks too.
    const [mine, theirs] = await Promise.all([asker()(never), other(never)]);
    expect([mine, theirs].filter(({ kind }) => kind === "asked")).toHaveLength(1);
    await takeAll(other);
    expect(arxiv.requests.flatMap((request) => request.ids).sort()).toEqual(ids);
  });

  test("a claim of a process that ended is taken over, and nothing is lost", async () => {
    await want(ids);
    arxiv.failNext(faults.slow(60_000));
    const stopped = new AbortController();
    const ended = asker()(stopped.signal);
    await expect.poll(() => arxiv.requests.length).toBe(1);
    stopped.abort();
    await ended;
    clock += 10_000;
    await takeAll();
    expect(await known()).toEqual(ids);
  });
});

describe("an answer that is not one", () => {
  test.each([
    ["429 with Retry-After in seconds", () => faults.tooMany("120"), 120_000, 121_000],
    ["429 without it", () => faults.tooMany(), 15_000, 16_000],
    ["429 with a Retry-After that cannot be", () => faults.tooMany("soon"), 15_000, 16_000],
    ["an error of the server", () => faults.status(500), 15_000, 16_000],
    ["a web page", () => faults.html(), 15_000, 16_000],
    ["a connection that is cut off", () => faults.cutOff(), 15_000, 16_000],
  ])("%s: a pause, then all of it", async (_, fault, atLeast, atMost) => {
    await want(ids);
    arxiv.failNext(fault());
    const ask = asker();
    const failed = await ask(never);
    expect(failed).toMatchObject({ kind: "failed", failures: 1 });
    const wait = "until" in failed ? failed.until - clock : 0;
    expect(wait).toBeGreaterThanOrEqual(atLeast);
    expect(wait).toBeLessThanOrEqual(atMost);
    clock += wait - 1;
    expect((await ask(never)).kind).toBe("wait");
    expect(arxiv.requests).toHaveLength(1);
    clock += 1;
    await takeAll(ask);
    expect(await known()).toEqual(ids);
  });

  test("pauses grow to an hour while it is down, for every process and after a restart", async () => {
    await want(ids);
    arxiv.failAlways(faults.status(503));
    const pauses: number[] = [];
    for (let i = 0; i < 11; i++) {
      const outcome = await asker()(never);
      const until = "until" in outcome ? outcome.until : clock;
      pauses.push((until - clock) / 1000);
      clock = until;
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    arxiv.failAlways(null);
    await takeAll();
    expect(await known()).toEqual(ids);
  });

  test.each([
    ["an answer that is cut off", faults.half()],
    ["an empty answer", faults.empty()],
    ["an entity bomb", faults.body('<!DOCTYPE x [<!ENTITY a "b">]><feed>&a;</feed>')],
    ["hostile XML", faults.body(`${"<a>".repeat(5000)}`)],
  ])("%s: smaller batches, and nothing is lost", async (_, fault) => {
    await want(ids);
    arxiv.failNext(fault, fault);
    await takeAll();
    expect(await known()).toEqual(ids);
    expect(arxiv.requests.map((request) => request.ids.length).slice(0, 3)).toEqual([12, 6, 3]);
  });

  test("a paper that spoils every answer is found, and all others are known", async () => {
    arxiv.broken.add("2207.00005");
    await want(ids);
    await takeAll();
    expect(await known()).toEqual(ids.filter((id) => id !== "2207.00005"));
    expect(await countDetails()).toMatchObject({ known: 11, absent: 1 });
  });

  test("an id that arXiv refuses does not spoil the others", async () => {
    arxiv.refused.add("2207.00011");
    await want(ids);
    await takeAll();
    expect(await known()).toEqual(ids.slice(0, 11));
  });

  test("where every answer is hostile it is the source: pauses, and no paper is given up", async () => {
    arxiv.failAlways(faults.body("<feed><entry>"));
    await want(ids);
    await takeAll(asker(), 12);
    expect((await countDetails()).absent).toBeLessThanOrEqual(1);
    arxiv.failAlways(null);
    clock += 2 * 86_400_000;
    await takeAll();
    expect(await known()).toEqual(ids);
  });

  test("a paper that arXiv does not have is asked for again a day later", async () => {
    await want(["2207.00001", "2207.99999"]);
    await takeAll();
    expect(await countDetails(["2207.00001", "2207.99999"])).toEqual({ known: 1, absent: 1 });
    arxiv.papers.set("2207.99999", { title: "Late" });
    clock += 86_400_000;
    await takeAll();
    expect(await known()).toEqual(["2207.00001", "2207.99999"]);
  });
});

test("Crossref knows papers by their DOI", async () => {
  const crossref = await startFakeCrossref([
    {
      DOI: "10.1145/ABC",
      title: ["Quantization &amp; <i>Pruning</i>"],
      author: [{ given: "Mira", family: "Muster" }, { name: "A Consortium" }, 7],
      abstract: "<jats:title>Abstract</jats:title><jats:p>We prune.</jats:p>",
      issued: { "date-parts": [[2021, 5]] },
      "container-title": ["Proceedings"],
    },
    { DOI: "10.1145/untitled" },
  ]);
  const keys = ["doi:10.1145/abc", "doi:10.1145/untitled", "doi:10.1145/none"];
  const outcome = await createCrossrefSource(crossref.url, "Paperboy/test").fetch(keys, never);
  crossref.failNext(faults.body("{"));
  const broken = await createCrossrefSource(crossref.url, "Paperboy/test").fetch(keys, never);
  await crossref.close();
  expect(broken.kind).toBe("unreadable");
  expect(outcome.kind === "fetched" && [...outcome.found]).toEqual([
    [
      "doi:10.1145/abc",
      {
        source: "Crossref",
        title: "Quantization & Pruning",
        authors: ["Mira Muster", "A Consortium"],
        abstract: "We prune.",
        year: 2021,
        doi: "10.1145/ABC",
        journal: "Proceedings",
        isWithdrawn: false,
      },
    ],
  ]);
});

test.each([
  ["3", 3000],
  ["0", 0],
  ["Thu, 01 Jan 1970 00:00:30 GMT", 30_000],
  ["99999999", 86_400_000],
  ["-5", null],
  ["soon", null],
  [null, null],
])("Retry-After %s is %s ms", (header, milliseconds) => {
  const wait = readRetryAfter(header, 0);
  // Some engines read a lone number as a year.
  if (header === "-5") expect(wait === null || wait >= 0).toBe(true);
  else expect(wait).toBe(milliseconds);
});
