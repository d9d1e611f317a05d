import { parseDocument } from "yaml";
import { z } from "zod";
import { createVenueRegistry, type VenueRegistry, VenuesError, venueKinds } from "./venues.js";

const namesOf = z.record(z.string(), z.array(z.string().min(1)));
const venuesFile = z.strictObject({
  conferences: namesOf,
  journals: namesOf,
  workshops: namesOf,
  preprints: namesOf,
});

/**
 * Reads `data/venues.yaml`: under `conferences`, `journals`, `workshops` and `preprints`, each venue's standard name
 * with a list of its full title and other spellings.
 *
 * @throws {VenuesError} with the line or the entry, if the file is malformed or two venues share a name.
 */
export function parseVenues(yaml: string): VenueRegistry {
  const file = readFile(yaml);
  const venues = venueKinds.flatMap((kind) =>
    Object.entries(file[`${kind}s`]).map(([name, aliases]) => ({ name, kind, aliases })),
  );
  return createVenueRegistry(venues);
}

function readFile(yaml: string): z.infer<typeof venuesFile> {
  const document = parseDocument(yaml);
  const mistake = document.errors[0];
  if (mistake) throw new VenuesError(`The venues file is not valid YAML: ${mistake.message.split("\n")[0]}`);
  const result = venuesFile.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.length ? `at ${issue.path.join(" > ")}` : "at the top";
  throw new VenuesError(`The venues file is wrong ${where}: ${issue?.message ?? "unknown mistake"}.`);
}
