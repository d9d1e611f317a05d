import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { parseVenues } from "../catalogue/parse-venues.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import { parseVocabulary, type Vocabulary } from "../search/vocabulary.js";

/** What is shipped with the bot, in `data/` and `package.json`. Only this file knows where these files are. */
export interface Data {
  readonly version: string;
  readonly venues: VenueRegistry;
  readonly vocabulary: Vocabulary;
}

const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

/** The default list's file. */
export const defaultList = join(root, "data", "awesome-transformer-quantization.md");

/** The venues alone: all that reading a list needs. */
export function readVenues(): VenueRegistry {
  return parseVenues(read("data", "venues.yaml"));
}

export function readVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(read("package.json"))).version;
}

/** Reads the data files. */
export function readData(): Data {
  const venues = readVenues();
  return {
    version: readVersion(),
    venues,
    vocabulary: parseVocabulary({ abbreviationsYaml: read("data", "abbreviations.yaml"), venues }),
  };
}

/** The nearest folder above with a package.json, from the sources as from `dist`. */
function packageRoot(folder: string): string {
  try {
    readFileSync(join(folder, "package.json"));
    return folder;
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return packageRoot(dirname(folder));
  }
}
