import { ChannelType } from "discord-api-types/v10";
import { z } from "zod";
import type { Fault, WorldChange } from "../protocol.js";
import { isPermissionName } from "../world/permissions.js";

/** The inputs of the sandbox's own API. README.md has the table. */

const id = z.string().regex(/^\d{1,20}$/);
const as = z.string().min(1).max(100);
const channel = z.string().min(1).max(100).optional();
const value = z.union([z.string().max(6000), z.number(), z.boolean()]);
const values = z.record(z.string().max(100), value);
const formValues = z.record(z.string().max(100), z.union([value, z.array(z.string().max(100)).max(25)]));
const bits = z.string().regex(/^\d{1,20}$/);

export const whereSchema = z.object({ as, channel });
export const runSchema = z.object({
  as,
  channel,
  command: z.string().min(1).max(200),
  options: values.default({}),
});
export const suggestSchema = runSchema.extend({ focused: z.string().min(1).max(32) });
export const messageCommandSchema = z.object({ as, message: id, command: z.string().min(1).max(32) });
export const pressSchema = z.object({ as, message: id, button: z.string().min(1).max(100) });
export const chooseSchema = z.object({
  as,
  message: id,
  menu: z.string().max(100).nullable(),
  values: z.array(z.string().max(100)).max(25),
});
export const submitSchema = z.object({ as, modal: z.string().min(1).max(100), values: formValues });
export const saySchema = z.object({ as, channel, content: z.string().trim().min(1).max(2000) });
export const dismissSchema = z.object({ as, message: id });
export const panelSchema = z.object({
  fields: z.record(z.string().max(100), z.string().max(100_000)).default({}),
});

const route = z
  .string()
  .regex(/^(GET|POST|PUT|PATCH|DELETE) \/\S*$/, "a route has the form `POST /channels/:id/messages`")
  .exactOptional();
const times = z.int().min(1).exactOptional();
const request = { route, times };
const reset = z.boolean().exactOptional();
/** The codes with which a server may close a WebSocket. */
const closeCode = z.union([z.literal(1000), z.literal(1001), z.int().min(4000).max(4999)]);

/** A year, in milliseconds. */
const maxSkew = 365 * 24 * 3_600_000;

export const faultSchema: z.ZodType<Fault> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("latency"), ...request, ms: z.int().min(0).max(600_000) }),
  z.object({
    kind: z.literal("error"),
    ...request,
    status: z.int().min(400).max(599),
    body: z.enum(["discord", "html", "none", "broken"]).exactOptional(),
    code: z.int().min(0).exactOptional(),
    message: z.string().max(1000).exactOptional(),
  }),
  z.object({
    kind: z.literal("refuse-content"),
    text: z.string().min(1).max(1000),
    status: z.union([z.literal(400), z.literal(403)]).exactOptional(),
    code: z.int().min(1).exactOptional(),
    times,
  }),
  z.object({ kind: z.literal("shuffle-pages") }),
  z.object({ kind: z.literal("skewed-date"), ms: z.int().min(-maxSkew).max(maxSkew).nullable() }),
  z.object({ kind: z.literal("drop"), ...request, reset }),
  z.object({ kind: z.literal("lose-reply"), ...request, reset }),
  z.object({
    kind: z.literal("rate-limit"),
    ...request,
    retryAfter: z.number().min(0),
    scope: z.enum(["user", "global", "shared"]).exactOptional(),
  }),
  z.object({
    kind: z.literal("missing-permission"),
    channelId: id,
    permission: z.string().refine(isPermissionName, "there is no such permission").exactOptional(),
  }),
  z.object({ kind: z.literal("unknown-channel"), channelId: id }),
  z.object({ kind: z.literal("identify-limit"), resetAfter: z.int().min(0).max(86_400_000), times }),
  z.object({ kind: z.literal("gateway-refuse"), code: closeCode, times }),
  z.object({ kind: z.literal("gateway-reconnect") }),
  z.object({ kind: z.literal("invalid-session"), resumable: z.boolean() }),
  z.object({
    kind: z.literal("gateway-cut"),
    code: closeCode.exactOptional(),
    // A close frame has room for 123 bytes.
    reason: z.string().max(40).exactOptional(),
  }),
  z.object({ kind: z.literal("gateway-packet"), text: z.string().max(1_000_000) }),
]);

export const changeSchema: z.ZodType<WorldChange> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("create-channel"),
    name: z.string().min(1).max(100),
    type: z.union([
      z.literal(ChannelType.GuildText),
      z.literal(ChannelType.GuildAnnouncement),
      z.literal(ChannelType.GuildForum),
    ]),
    topic: z.string().max(1024).exactOptional(),
    private: z.boolean().exactOptional(),
    tags: z.array(z.string().min(1).max(20)).max(20).exactOptional(),
    requiresTag: z.boolean().exactOptional(),
  }),
  z.object({ kind: z.literal("rename-channel"), channelId: id, name: z.string().min(1).max(100) }),
  z.object({ kind: z.literal("delete-channel"), channelId: id }),
  z.object({
    kind: z.literal("overwrite"),
    channelId: id,
    targetId: id,
    targetType: z.enum(["role", "member"]),
    allow: bits,
    deny: bits,
  }),
  z.object({ kind: z.literal("archive-thread"), channelId: id }),
  z.object({ kind: z.literal("set-admin"), personId: id, on: z.boolean() }),
  z.object({ kind: z.literal("delete-role"), roleId: id }),
  z.object({ kind: z.literal("user-install"), personId: id, on: z.boolean() }),
  z.object({ kind: z.literal("kick-bot") }),
  z.object({ kind: z.literal("invite-bot") }),
  z.object({ kind: z.literal("outage"), on: z.boolean() }),
]);
