import { parseDocument } from "yaml";
import { z } from "zod";
import type { VenueBook } from "../../../../src/catalogue/venues.js";
import { stem } from "./stem.js";
import { readWords } from "./words.js";

/** One way to write a notion, as words: `["vision", "transformer"]`. */
export type Form = readonly string[];

/** What the field means by its words. */
export interface Vocabulary {
  readonly venues: VenueBook;
  /** All forms of the notions that can be written as exactly these words, spelling and inflection aside. */
  forms(words: readonly string[]): readonly Form[];
  /** The number of words of the longest form. */
  readonly longestForm: number;
}

/** A mistake in `data/abbreviations.yaml`, told so that whoever edits it can put it right. */
export class AbbreviationsError extends Error {
  override readonly name = "AbbreviationsError";
}

const abbreviationsFile = z.array(z.array(z.union([z.string().min(1), z.number()])).min(2));

/**
 * Reads `data/abbreviations.yaml`: a list of lists, each with the ways to write one notion.
 *
 * @throws {AbbreviationsError} naming the entry, where it is not such a list.
 */
export function parseVocabulary(sources: { abbreviationsYaml: string; venues: VenueBook }): Vocabulary {
  const formsByKey = new Map<string, Form[]>();
  let longestForm = 1;
  for (const ways of readFile(sources.abbreviationsYaml)) {
    const forms = ways.map((way) => readWords(String(way)).words);
    const blank = forms.findIndex((form) => form.length === 0);
    if (blank >= 0) throw new AbbreviationsError(`The abbreviations file has "${ways[blank]}": no letters.`);
    for (const form of forms) {
      longestForm = Math.max(longestForm, form.length);
      const key = formKey(form);
      formsByKey.set(key, [...(formsByKey.get(key) ?? []), ...forms.filter((other) => other !== form)]);
    }
  }
  return {
    venues: sources.venues,
    forms: (words) => formsByKey.get(formKey(words)) ?? [],
    longestForm,
  };
}

function formKey(words: readonly string[]): string {
  return words.map(stem).join("");
}

function readFile(yaml: string): z.infer<typeof abbreviationsFile> {
  const document = parseDocument(yaml);
  const mistake = document.errors[0];
  if (mistake) {
    throw new AbbreviationsError(
      `The abbreviations file is not valid YAML: ${mistake.message.split("\n")[0]}`,
    );
  }
  const result = abbreviationsFile.safeParse(document.toJS() ?? []);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = typeof issue?.path[0] === "number" ? `in entry ${issue.path[0] + 1}` : "at the top";
  throw new AbbreviationsError(
    `The abbreviations file is wrong ${where}: each entry is a list of at least two ways to write one notion.`,
  );
}
