import type { Problem } from "../paper.js";
import { readYaml } from "../read-yaml.js";
import type { DataRecord, Records } from "./record.js";
import { treeRecords } from "./tree-records.js";

/** The records of a YAML file. Where it is not valid, those of each item of its lists that is. */
export function yamlRecords(text: string): Records {
  const yaml = readYaml(text, { allowRepeatedNames: true });
  if (yaml.kind === "documents")
    return { kind: "records", records: treeRecords(yaml.documents), problems: [] };
  const items = readItems(text.split(/\r?\n/), { firstLine: 1, path: [], depth: 0 });
  if (items.records.length > 0) return { kind: "records", ...items };
  return { kind: "unreadable", message: `This is not valid YAML: ${yaml.mistake}.`, line: yaml.line };
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

interface ReadItems {
  readonly records: readonly DataRecord[];
  readonly problems: readonly Problem[];
}

function readItems(lines: readonly string[], place: Place): ReadItems {
  const read = itemsIn(lines, place).map(readItem);
  return {
    records: read.flatMap(({ records }) => records),
    problems: read.flatMap(({ problems }) => problems),
  };
}

interface Item extends Place {
  readonly lines: string[];
}

/** Reads one item, or else the items of the lists within it; the mistake, if there is nothing in them. */
function readItem({ lines, ...place }: Item): ReadItems {
  const { firstLine, path, depth } = place;
  const yaml = readYaml(lines.join("\n"), { allowRepeatedNames: true, firstLine });
  if (yaml.kind === "documents") return { records: treeRecords(yaml.documents, path), problems: [] };
  const within =
    depth < maxDepth
      ? readItems(lines.slice(1), { firstLine: firstLine + 1, path, depth: depth + 1 })
      : noItems;
  if (within.records.length > 0 && within.problems.length > 0) return within;
  const message = `An entry is left out, as it is not valid YAML: ${yaml.mistake}.`;
  return { records: within.records, problems: [{ line: firstLine, message }] };
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
      items.push({ lines: [line], firstLine: firstLine + index, path: [...path, ...around], depth });
    } else if (named && (open === -1 || indent <= open)) {
      open = -1;
      while ((names.at(-1)?.indent ?? -1) >= indent) names.pop();
      names.push({ indent, name: named[2] ?? "" });
    } else if (open !== -1) items.at(-1)?.lines.push(line);
  }
  return items;
}
