import { z } from "zod";
import { StoreError } from "../store-error.js";
import type { StoreTrouble } from "../store-trouble.js";

const described = z.object({ code: z.string().optional(), message: z.string().optional() });

/** SQLSTATE: an error with one comes from the server, which has undone the statement, unless the session ends with it. */
const undone = /^(?!57P|08|25P03)[0-9A-Z]{5}$/;
/** pg and pg-pool have no codes for these. */
const lost = /^Connection terminated|is not queryable$/;
/** Of these, where nothing was sent. */
const notSent = /is not queryable$|^timeout exceeded when trying to connect/;
const timedOut = /^(?:Query read timeout|timeout exceeded when trying to connect)/;

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const kinds = [
  [/^(?:08...|57P0[1-5]|53300|25P03)$/, "away"],
  [/^(?:ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/, "away"],
  [/^(?:57014|55P03)$/, "slow"],
  [/^53...$|^58030$/, "full"],
  [/^25006$/, "read-only"],
  [/^(?:28...|3D000|42501)$/, "cannot open"],
] as const;

type Kind = (typeof kinds)[number][1];

function kindOf(error: unknown): Kind | null {
  const { code = "", message = "" } = described.safeParse(error).data ?? {};
  if (lost.test(message)) return "away";
  if (timedOut.test(message)) return "slow";
  return kinds.find(([codes]) => codes.test(code))?.[1] ?? null;
}

/**
 * Explains an error of PostgreSQL or of the connection to it.
 *
 * @param name the server and the database, without user and password.
 * @throws the error itself if neither the server nor the network can cause it: it is a bug.
 */
export function troubleOf(error: unknown, name: string): StoreTrouble {
  if (error instanceof StoreError) return error;
  const kind = kindOf(error);
  if (kind === null) throw error;
  const { code, message: reason = "" } = described.safeParse(error).data ?? {};
  const why = code ?? reason;
  const messages: Record<Kind, string> = {
    away: `The database ${name} cannot be reached (${why}): is PostgreSQL running, and is DATABASE_URL right?`,
    slow: `The database ${name} does not answer in time: is PostgreSQL overloaded, or does another program hold locks?`,
    full: `The database ${name} cannot be written (${why}): is its disk or its memory full?`,
    "read-only": `The database ${name} cannot be written, as it is a standby: DATABASE_URL has to name the primary.`,
    "cannot open": `PostgreSQL refuses the database ${name} (${why}): correct the user, the password or the name in DATABASE_URL.`,
  };
  return { kind, message: messages[kind] };
}

/** pg's words for a server that asks for a password. */
const noPassword = /client password must be a/;

/**
 * Explains why a server cannot be connected to. Whatever pg says is a matter of the URL, the server or its certificate
 * then: there is no query yet that could be wrong.
 */
export function connectTroubleOf(error: unknown, name: string): StoreTrouble {
  if (error instanceof StoreError || kindOf(error) !== null) return troubleOf(error, name);
  const { message = "" } = described.safeParse(error).data ?? {};
  const why = noPassword.test(message) ? "it asks for a password" : message.split("\n", 1)[0];
  return {
    kind: "cannot open",
    message: `The database ${name} cannot be connected to (${why}): correct DATABASE_URL.`,
  };
}

/** Two transactions were in each other's way: one of them was undone, and can run again. */
export function isConflict(error: unknown): boolean {
  const { code = "" } = described.safeParse(error).data ?? {};
  return code === "40P01" || code === "40001";
}

/** Whether the same can succeed later without anybody's doing. */
export function mayPass(error: unknown): boolean {
  const kind = kindOf(error);
  return isConflict(error) || (kind !== null && kind !== "cannot open");
}

/** Whether the statement may have been carried out all the same: the connection has ended before an answer came. */
export function isUnknown(error: unknown): boolean {
  const { code = "", message = "" } = described.safeParse(error).data ?? {};
  return kindOf(error) !== null && !undone.test(code) && !notSent.test(message);
}
