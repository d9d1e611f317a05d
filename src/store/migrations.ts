import type { Migration } from "kysely";
import { firstTables } from "./migrations/001-first-tables.js";
import { severalFiles } from "./migrations/002-several-files.js";
import { severalLists } from "./migrations/003-several-lists.js";
import { plainNames } from "./migrations/004-plain-names.js";
import { history } from "./migrations/005-history.js";
import { datesMayBeMissing } from "./migrations/006-dates-may-be-missing.js";
import { details } from "./migrations/007-details.js";
import { subscriptionSettings } from "./migrations/008-subscriptions.js";
import { picksVotesAlerts } from "./migrations/009-picks-votes-alerts.js";
import { manyProcesses } from "./migrations/010-many-processes.js";
import { sharedReading } from "./migrations/011-shared-reading.js";

/** Every migration, in the order in which they run: that of their names. A released migration is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  "001 first tables": firstTables,
  "002 several files": severalFiles,
  "003 several lists": severalLists,
  "004 plain names": plainNames,
  "005 history": history,
  "006 dates may be missing": datesMayBeMissing,
  "007 details": details,
  "008 subscriptions": subscriptionSettings,
  "009 picks, votes and alerts": picksVotesAlerts,
  "010 many processes": manyProcesses,
  "011 shared reading": sharedReading,
};
