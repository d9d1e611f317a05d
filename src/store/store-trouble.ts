/** Why a database cannot be used, in one sentence: what is wrong, where, and what to do. */
export interface StoreTrouble {
  readonly kind: StoreTroubleKind;
  readonly message: string;
}

export type StoreTroubleKind =
  | "locked"
  | "read-only"
  | "corrupt"
  | "foreign"
  | "newer version"
  | "full"
  | "cannot open"
  | "not installed"
  /** A server cannot be reached, or has ended the connection. */
  | "away"
  /** A server does not answer in time. */
  | "slow";

/** Whether the database can be used later without anybody's correcting a setting. */
export function mayOpenLater(kind: StoreTroubleKind): boolean {
  return kind === "locked" || kind === "full" || kind === "away" || kind === "slow";
}
