import type { Problem } from "../paper.js";
import { readYaml } from "../read-yaml.js";
import type { DataRecord, Records } from "./record.js";
import { treeRecords } from "./tree-records.js";

/** The records of a YAML file. Where it is not valid, those of each item of its lists that is. */
export function yamlRecords(text: string): Records {
  const yaml = readYaml(text, { allowRepeatedNames: true });
  if (yaml.kind === "documents")
    return { kind: "records", records: treeRecords(yaml.documents), problems: [] };
  const failures: Failures = { left: maxFailures, stoppedAt: null };
  const place = { firstLine: 1, path: [], depth: 0 };
  const { records, problems } = readItems(text.split(/\r?\n/), place, failures);
  if (records.length === 0)
    return { kind: "unreadable", message: `This is not valid YAML: ${yaml.mistake}.`, line: yaml.line };
  const message = "The rest of this file is left out: too many of its entries are not valid YAML.";
  const stopped = failures.stoppedAt === null ? [] : [{ line: failures.stoppedAt, message }];
  return { kind: "records", records, problems: [...problems, ...stopped] };
}

interface Place {
  readonly firstLine: number;
  /** The names of the mappings around the lines. */
  readonly path: readonly string[];
  /** The number of lists around the lines. */
  readonly depth: number;
}

/** Lists within each other. */
const maxDepth = 5;
/** Items read at once: to begin to read costs as much as several items. */
const maxRun = 256;
/** Texts of one file that are read and found to be no YAML: each costs as much as a dozen items. */
const maxFailures = 4000;

interface Failures {
  left: number;
  /** The line of the first item that was not looked at any more. */
  stoppedAt: number | null;
}

interface ReadItems {
  readonly records: readonly DataRecord[];
  readonly problems: readonly Problem[];
}

/** Reads items, many at once as long as they are valid. */
function readItems(lines: readonly string[], place: Place, failures: Failures): ReadItems {
  const items = itemsIn(lines, place);
  const records: DataRecord[] = [];
  const problems: Problem[] = [];
  let size = maxRun;
  for (let at = 0; at < items.length; ) {
    const run = runAt(items, at, size);
    const [first] = run;
    if (first === undefined || failures.left <= 0) {
      failures.stoppedAt ??= first?.firstLine ?? null;
      break;
    }
    const read = run.length > 1 ? readRun(run) : readItem(first, failures);
    if (read.kind === "invalid") {
      failures.left--;
      size = Math.max(1, Math.min(read.valid, run.length >> 1));
      continue;
    }
    for (const record of read.records) records.push(record);
    for (const problem of read.problems) problems.push(problem);
    at += run.length;
    size = read.problems.length > 0 ? 1 : Math.min(maxRun, size * 2);
  }
  return { records, problems };
}

interface Item extends Place {
  readonly lines: string[];
  /** The spaces before it. */
  readonly indent: number;
}

/** The items from one on that are one list when their lines are joined. */
function runAt(items: readonly Item[], at: number, size: number): readonly Item[] {
  const first = items[at];
  const isOther = ({ indent, path }: Item) =>
    indent !== first?.indent ||
    path.length !== first.path.length ||
    path.some((name, index) => name !== first.path[index]);
  const run = items.slice(at, at + size);
  const end = run.findIndex(isOther);
  return end === -1 ? run : run.slice(0, end);
}

type ReadRun =
  | ({ readonly kind: "read" } & ReadItems)
  /** The number of items before the mistake. */
  | { readonly kind: "invalid"; readonly valid: number };

function readRun(run: readonly Item[]): ReadRun {
  const yaml = readYaml(run.flatMap(({ lines }) => lines).join("\n"), { allowRepeatedNames: true });
  if (yaml.kind === "invalid") {
    let after = yaml.line;
    const valid = run.findIndex(({ lines }) => {
      after -= lines.length;
      return after <= 0;
    });
    return { kind: "invalid", valid };
  }
  // Else an item has swallowed the next ones.
  const [list] = yaml.documents;
  if (yaml.documents.length > 1 || !Array.isArray(list) || list.length !== run.length)
    return { kind: "invalid", valid: 0 };
  return { kind: "read", records: treeRecords(yaml.documents, run[0]?.path), problems: [] };
}

/** Reads one item, or else the items of the lists within it; the mistake, if there is nothing in them. */
function readItem({ lines, ...place }: Item, failures: Failures): ReadRun {
  const { firstLine, path, depth } = place;
  const yaml = readYaml(lines.join("\n"), { allowRepeatedNames: true, firstLine });
  if (yaml.kind === "documents")
    return { kind: "read", records: treeRecords(yaml.documents, path), problems: [] };
  failures.left--;
  const within =
    depth < maxDepth
      ? readItems(lines.slice(1), { firstLine: firstLine + 1, path, depth: depth + 1 }, failures)
      : noItems;
  if (within.records.length > 0 && within.problems.length > 0) return { kind: "read", ...within };
  const message = `An entry is left out, as it is not valid YAML: ${yaml.mistake}.`;
  return { kind: "read", records: within.records, problems: [{ line: firstLine, message }] };
}

const noItems: ReadItems = { records: [], problems: [] };

/** `- title: …`, `- {title: …}`, `-`: an item that is a mapping. */
const itemStart = /^( *)-(?:\s+(?:[^\s:"'[\]{},#][^:]{0,60}:(?:\s|$)|\{|["'][^"']{1,60}["']:)|\s*$)/;
/** `tides:`: the name of what follows. */
const nameAlone = /^( *)(?:- )?["']?([^\s"'#:-][^:"']{0,80})["']?:\s*$/;

/** Cuts lines at the items of their outermost lists, each with the names of the mappings around it. */
function itemsIn(lines: readonly string[], { firstLine, path, depth }: Place): readonly Item[] {
  const items: Item[] = [];
  const names: { readonly indent: number; readonly name: string }[] = [];
  /** The indent of the open item; -1 without one. */
  let open = -1;
  for (const [index, line] of lines.entries()) {
    const indent = line.search(/[^ ]/);
    const start = itemStart.exec(line)?.[1]?.length ?? -1;
    const named = nameAlone.exec(line);
    if (start !== -1 && (open === -1 || start <= open)) {
      open = start;
      const around = names.filter((each) => each.indent <= start).map(({ name }) => name);
      items.push({
        lines: [line],
        firstLine: firstLine + index,
        path: [...path, ...around],
        depth,
        indent: start,
      });
    } else if (named && (open === -1 || indent <= open)) {
      open = -1;
      while ((names.at(-1)?.indent ?? -1) >= indent) names.pop();
      names.push({ indent, name: named[2] ?? "" });
    } else if (open !== -1) items.at(-1)?.lines.push(line);
  }
  return items;
}
