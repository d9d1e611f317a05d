import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A paper as arXiv has it. */
export interface ArxivPaper {
  readonly title: string;
  readonly authors?: readonly string[];
  readonly abstract?: string;
  readonly comment?: string;
  readonly doi?: string;
  readonly version?: number;
}

/** What the next request gets in place of its answer. */
export type Fault = (response: ServerResponse, answer: string) => unknown;

export const faults = {
  tooMany:
    (retryAfter?: string): Fault =>
    (response) =>
      response
        .writeHead(429, retryAfter === undefined ? {} : { "retry-after": retryAfter })
        .end("Rate exceeded."),
  status:
    (status: number): Fault =>
    (response) =>
      response.writeHead(status).end("Something is wrong"),
  html: (): Fault => (response) =>
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!DOCTYPE html><html><body>Down for maintenance<br></body></html>"),
  /** The connection ends in the middle. */
  cutOff: (): Fault => (response, answer) => {
    response.writeHead(200, { "content-length": Buffer.byteLength(answer) });
    response.write(answer.slice(0, answer.length / 2), () => response.destroy());
  },
  /** A complete response with half an answer. */
  half: (): Fault => (response, answer) => response.end(answer.slice(0, answer.length / 2)),
  empty: (): Fault => (response) => response.end(feedOf([])),
  body:
    (body: string): Fault =>
    (response) =>
      response.end(body),
  slow:
    (milliseconds: number): Fault =>
    async (response, answer) => {
      await sleep(milliseconds, undefined, { ref: false });
      response.end(answer);
    },
} as const;

export type FakeService = Awaited<ReturnType<typeof startFakeArxiv>>;

/** A server that answers as arXiv's API does: `id_list`, `start`, `max_results` (10 unless it is given), Atom. */
export async function startFakeArxiv(papers: Readonly<Record<string, ArxivPaper>>) {
  const known = new Map(Object.entries(papers));
  /** Ids that make it refuse a request as a whole, as an ill-formed one does. */
  const refused = new Set<string>();
  /** Ids whose entry is not XML. */
  const broken = new Set<string>();
  return await startService(
    (url) => {
      const ids = (url.searchParams.get("id_list") ?? "").split(",").filter((id) => id !== "");
      const start = Number(url.searchParams.get("start") ?? 0);
      const max = Number(url.searchParams.get("max_results") ?? 10);
      const bad = ids.find((id) => refused.has(id));
      if (bad !== undefined) return { ids, status: 400, body: errorFeed(bad) };
      const entries = ids.flatMap((id) => {
        const paper = known.get(id);
        return paper === undefined
          ? []
          : [broken.has(id) ? "<entry><title>a & b</entry>" : entryOf(id, paper)];
      });
      return { ids, status: 200, body: feedOf(entries.slice(start, start + max)) };
    },
    { papers: known, refused, broken },
  );
}

/** A server that answers as Crossref's works do, with a filter of DOIs. */
export async function startFakeCrossref(works: readonly Record<string, unknown>[]) {
  return await startService((url) => {
    const ids = [...(url.searchParams.get("filter") ?? "").matchAll(/doi:([^,]+)/g)].map(
      ([, doi = ""]) => doi,
    );
    const items = works.filter(({ DOI }) => ids.includes(String(DOI).toLowerCase()));
    return { ids, status: 200, body: JSON.stringify({ status: "ok", message: { items } }) };
  }, {});
}

async function startService<More extends object>(
  answer: (url: URL) => { readonly ids: readonly string[]; readonly status: number; readonly body: string },
  more: More,
) {
  const requests: {
    readonly ids: readonly string[];
    readonly at: number;
    readonly userAgent: string;
    readonly authorization: string | undefined;
  }[] = [];
  const queue: Fault[] = [];
  let always: Fault | null = null;
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const { ids, status, body } = answer(new URL(request.url ?? "", "http://localhost"));
    const { "user-agent": userAgent = "", authorization } = request.headers;
    requests.push({ ids, at: performance.now(), userAgent, authorization });
    const fault = queue.shift() ?? always;
    if (fault === null) response.writeHead(status, { "content-type": "application/atom+xml" }).end(body);
    else fault(response, body);
  };
  const server = createServer(handle).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...more,
    url: `http://127.0.0.1:${port}/query`,
    requests,
    /** The next requests get these, in this order. */
    failNext: (...next: Fault[]) => void queue.push(...next),
    /** Every request gets it; null ends that. */
    failAlways(fault: Fault | null) {
      always = fault;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An Atom feed. */
export function feedOf(entries: readonly string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <title>arXiv Query: search_query=&amp;id_list=</title>
  <opensearch:itemsPerPage>${entries.length}</opensearch:itemsPerPage>
  <opensearch:totalResults>${entries.length}</opensearch:totalResults>
${entries.join("\n")}
</feed>`;
}

/** One paper as Atom. */
export function entryOf(
  id: string,
  {
    title,
    authors = ["Zhikai Li", "Qingyi Gu"],
    abstract = "An abstract.",
    comment,
    doi,
    version = 1,
  }: ArxivPaper,
): string {
  return `  <entry>
    <id>http://arxiv.org/abs/${id}v${version}</id>
    <title>${escapeXml(title)}</title>
    <updated>2023-08-07T00:00:00Z</updated>
    <link href="https://arxiv.org/abs/${id}v${version}" rel="alternate" type="text/html"/>
    <summary>  ${escapeXml(abstract)}
</summary>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
    <published>2022-07-04T13:37:38Z</published>
    ${comment === undefined ? "" : `<arxiv:comment>${escapeXml(comment)}</arxiv:comment>`}
    ${doi === undefined ? "" : `<arxiv:doi>${escapeXml(doi)}</arxiv:doi>`}
    <arxiv:primary_category term="cs.CV"/>
${authors.map((name) => `    <author>\n      <name>${escapeXml(name)}</name>\n      <arxiv:affiliation>Somewhere</arxiv:affiliation>\n    </author>`).join("\n")}
  </entry>`;
}

function errorFeed(id: string): string {
  return feedOf([
    `  <entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_${escapeXml(id)}</id><title>Error</title><summary>incorrect id format for ${escapeXml(id)}</summary></entry>`,
  ]);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
