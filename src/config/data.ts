import { readFileSync } from "node:fs";
import { z } from "zod";
import { parseVenues } from "../catalogue/parse-venues.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import { packageFile } from "../package/package-file.js";
import { parseVocabulary, type Vocabulary } from "../search/vocabulary.js";

/** What is shipped with the bot, in `data/` and `package.json`. Only this file knows which files these are. */
export interface Data {
  readonly version: string;
  readonly venues: VenueRegistry;
  readonly vocabulary: Vocabulary;
}

const read = (...path: readonly string[]): string => readFileSync(packageFile(...path), "utf8");

/** The default list's file. */
export const defaultList = packageFile("data", "awesome-transformer-quantization.md");

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
