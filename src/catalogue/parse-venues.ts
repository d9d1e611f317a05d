import { z } from "zod";
import { readYaml } from "./read-yaml.js";
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
  const read = readYaml(yaml);
  if (read.kind === "invalid") throw new VenuesError(`The venues file is not valid YAML: ${read.mistake}.`);
  const result = venuesFile.safeParse(read.documents[0]);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.length ? `at ${issue.path.join(" > ")}` : "at the top";
  throw new VenuesError(`The venues file is wrong ${where}: ${issue?.message ?? "unknown mistake"}.`);
}
