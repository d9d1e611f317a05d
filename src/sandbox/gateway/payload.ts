import { z } from "zod";

/** Any payload of the bot. */
export const payloadSchema = z.object({ op: z.int(), d: z.unknown().optional() });

export const heartbeatSchema = z.int().nullable();

export const identifySchema = z.object({
  token: z.string(),
  intents: z.int(),
  properties: z.looseObject({}),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).default([0, 1]),
});

export const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

export const opcodes = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

/** @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
export const closeCodes = {
  unknownError: [4000, "Unknown error."],
  unknownOpcode: [4001, "Unknown opcode."],
  decodeError: [4002, "Error while decoding payload."],
  notAuthenticated: [4003, "Not authenticated."],
  authenticationFailed: [4004, "Authentication failed."],
  alreadyAuthenticated: [4005, "Already authenticated."],
  invalidSeq: [4007, "Invalid seq."],
  rateLimited: [4008, "You are being rate limited."],
  timedOut: [4009, "Session timed out."],
  invalidShard: [4010, "Invalid shard."],
  shardingRequired: [4011, "Sharding required."],
  invalidVersion: [4012, "Invalid API version."],
  invalidIntents: [4013, "Invalid intents."],
  disallowedIntents: [4014, "Disallowed intents."],
} as const satisfies Record<string, readonly [code: number, reason: string]>;
