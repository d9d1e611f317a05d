import { Piscina } from "piscina";
import type { Paper } from "../catalogue/paper.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import { packageFile } from "../package/package-file.js";
import { citationItems } from "./citation-item.js";
import type { CitationFormat } from "./formats.js";
import type { CitationTask } from "./thread.js";

/** A thread that is not used for this long ends, with its styles. Milliseconds. */
const idleTimeout = 120_000;
/** MB of its heap: the styles take about 150. */
const maxMegabytes = 512;

const threadFile = packageFile("dist", "src", "citations", "thread.js");

/** Writes citations. */
export interface Citer {
  /** Papers in a format, in their order. The first time takes some seconds. */
  readonly write: (papers: readonly Paper[], format: CitationFormat) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Citations are written in a thread of their own, which is started when it is needed. */
export function createCiter(venues: VenueRegistry): Citer {
  let pool: Piscina<CitationTask, string> | null = null;
  return {
    write(papers, format) {
      pool ??= new Piscina<CitationTask, string>({
        filename: threadFile,
        minThreads: 0,
        maxThreads: 1,
        idleTimeout,
        resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
      });
      return pool.run({ items: citationItems(papers, venues), format });
    },
    async close() {
      await pool?.destroy();
    },
  };
}
