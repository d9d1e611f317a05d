import { z } from "zod";
import { editDistance } from "../catalogue/edit-distance.js";
import { memoString } from "../catalogue/memo.js";
import { readYaml } from "../catalogue/read-yaml.js";
import type { VenueRegistry } from "../catalogue/venues.js";
import { type Concepts, lookUpConcepts } from "./concepts.js";
import type { Concept } from "./expansions.js";
import { readWords } from "./words.js";

/** One way to write a concept, as words: `["vision", "transformer"]`. */
export type Variant = readonly string[];

/** Abbreviations and venues of the field. */
export interface Vocabulary extends Concepts {
  readonly venues: VenueRegistry;
  readonly allConcepts: readonly Concept[];
  /** The names of venues of which a short name is one typo away from the word. */
  venuesLike(word: string): readonly string[];
}

/** A mistake in `data/abbreviations.yaml`. The message is for the person who edits it. */
export class AbbreviationsError extends Error {
  override readonly name = "AbbreviationsError";
}

const abbreviationsFile = z.array(z.array(z.union([z.string().min(1), z.number()])).min(2));

/**
 * Reads `data/abbreviations.yaml`: a list of lists, each with all variants of one concept.
 *
 * @throws {AbbreviationsError} with the line or the entry, if the file is malformed.
 */
export function parseVocabulary(sources: { abbreviationsYaml: string; venues: VenueRegistry }): Vocabulary {
  const concepts = readFile(sources.abbreviationsYaml).map((ways): Concept => {
    const variants = ways.map((way) => readWords(String(way)).words);
    const blank = variants.findIndex((variant) => variant.length === 0);
    if (blank >= 0) throw new AbbreviationsError(`The abbreviations file has "${ways[blank]}": no letters.`);
    const abbreviations = ways
      .filter((way) => /^(?=.*\p{Lu}.*\p{Lu})\p{L}{2,6}$/u.test(String(way)))
      .map((way) => String(way).toLowerCase());
    return { id: ways.join(", "), variants, abbreviations };
  });
  return {
    venues: sources.venues,
    venuesLike: lookUpVenues(sources.venues),
    allConcepts: concepts,
    ...lookUpConcepts(concepts),
  };
}

/** Shorter names are one typo away from too many words. */
const minVenueLength = 4;

function lookUpVenues({ venues }: VenueRegistry): Vocabulary["venuesLike"] {
  const named = venues.flatMap(({ name, aliases }) =>
    [name, ...aliases]
      .filter((alias) => /^(?=.*\p{Lu}.*\p{Lu})\p{L}+$/u.test(alias) && alias.length >= minVenueLength)
      .map((alias) => ({ name, short: alias.toLowerCase() })),
  );
  return memoString((word) =>
    word.length < minVenueLength || !/^[a-z]+$/u.test(word)
      ? []
      : [
          ...new Set(
            named
              .filter(({ short }) => short[0] === word[0] && editDistance(word, short, 1) === 1)
              .map(({ name }) => name),
          ),
        ],
  );
}

function readFile(yaml: string): z.infer<typeof abbreviationsFile> {
  const read = readYaml(yaml);
  if (read.kind === "invalid")
    throw new AbbreviationsError(`The abbreviations file is not valid YAML: ${read.mistake}.`);
  const result = abbreviationsFile.safeParse(read.documents[0] ?? []);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = typeof issue?.path[0] === "number" ? `in entry ${issue.path[0] + 1}` : "at the top";
  throw new AbbreviationsError(
    `The abbreviations file is wrong ${where}: each entry is a list of at least two ways to write one concept.`,
  );
}
