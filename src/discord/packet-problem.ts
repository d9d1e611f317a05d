import { GatewayOpcodes } from "discord.js";
import { z } from "zod";

/** An id of Discord's. */
const snowflake = z.string().regex(/^\d{1,20}$/);
const optionalId = snowflake.nullish();

/** A packet: what discord.js reads of every one. A sequence that is no exact number would be sent back with each heartbeat. */
const packetSchema = z.object({
  op: z.int(),
  t: z.string().nullish(),
  s: z.int().min(0).nullish(),
  d: z.unknown(),
});

const ready = z.object({
  session_id: z.string().min(1),
  resume_gateway_url: z.url({ protocol: /^wss?$/ }),
  user: z.object({ id: snowflake }),
  application: z.object({ id: snowflake }),
  guilds: z.array(z.object({ id: snowflake })),
});
const guild = z.object({ id: snowflake });
/** Any other event: ids, where it has some, are ids. */
const event = z.object({ id: optionalId, guild_id: optionalId, channel_id: optionalId }).nullish();

/** Opcodes whose data discord.js reads without a check. */
const dataOf: Readonly<Record<number, z.ZodType>> = {
  [GatewayOpcodes.Hello]: z.object({ heartbeat_interval: z.number().positive() }),
  [GatewayOpcodes.InvalidSession]: z.boolean(),
};
const dataOfEvent: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ["READY", ready],
  ["GUILD_CREATE", guild],
  ["GUILD_UPDATE", guild],
  ["GUILD_DELETE", guild],
]);

/**
 * What makes a gateway packet unfit for discord.js, which trusts every packet; null where nothing does. Pure.
 *
 * @param packet parsed JSON
 */
export function packetProblem(packet: unknown): string | null {
  const read = packetSchema.safeParse(packet);
  if (!read.success) return `a packet that is not one of the gateway's: ${firstIssue(read.error)}`;
  const { op, t, d } = read.data;
  const isEvent = op === GatewayOpcodes.Dispatch;
  const data = isEvent ? (dataOfEvent.get(t ?? "") ?? event) : dataOf[op];
  const result = data?.safeParse(d);
  if (result?.success !== false) return null;
  return `a malformed ${isEvent ? (t ?? "event") : GatewayOpcodes[op]}: ${firstIssue(result.error)}`;
}

function firstIssue({ issues: [issue] }: z.ZodError): string {
  return issue === undefined ? "" : `${[...issue.path].map(String).join(".")} ${issue.message}`.trim();
}
