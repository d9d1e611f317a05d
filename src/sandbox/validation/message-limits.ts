import type { MessageBody } from "discord-api-spec/zod";
import type { APIMessage } from "discord-api-types/v10";
import { isV2 } from "../message-flags.js";
import type { Problem } from "../rest/refusal.js";
import { componentProblems, componentTextBytes } from "./component-limits.js";
import { embedProblems } from "./embed-limits.js";
import { problemsWhere, tooLong } from "./form-errors.js";

/** Characters of a message's content that a bot may send; Discord's schema allows what people with Nitro may. */
const maxContentLength = 2000;
/** Bytes of text in components, above which Discord answers 500 (discord-api-docs#8554). */
const maxV2Bytes = 10_170;

export type MessageVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "empty" }
  /** Discord itself fails on it. */
  | { readonly kind: "crash" }
  | { readonly kind: "wrong"; readonly problems: readonly Problem[] };

/**
 * The documented limits of a message which Discord's published schema lets through.
 *
 * @param before Of an edit: the message as it was. What the body leaves out stays, and so does *Components V2*.
 * @param fileCount Files that came along.
 */
export function checkMessage(
  body: MessageBody,
  before: APIMessage | undefined,
  fileCount: number,
): MessageVerdict {
  const v2 = isV2(body) || (before !== undefined && isV2(before));
  const after = {
    content: (body.content === undefined ? before?.content : body.content)?.trim() ?? "",
    embeds: (body.embeds === undefined ? before?.embeds : body.embeds) ?? [],
    components: (body.components === undefined ? before?.components : body.components) ?? [],
    files: fileCount + (body.attachments ?? before?.attachments ?? []).length,
  };
  const problems = [
    ...problemsWhere([after.content.length > maxContentLength, tooLong(["content"], maxContentLength)]),
    ...embedProblems(after.embeds),
    ...componentProblems(after.components, v2),
    ...(v2 ? legacyFieldProblems({ content: after.content !== "", embeds: after.embeds.length > 0 }) : []),
  ];
  if (problems.length > 0) return { kind: "wrong", problems };
  if (v2 && componentTextBytes(after.components) > maxV2Bytes) return { kind: "crash" };

  const legacyParts = after.content.length + after.embeds.length + after.files;
  const parts = after.components.length + (v2 ? 0 : legacyParts);
  return parts === 0 ? { kind: "empty" } : { kind: "fine" };
}

/** A message with Components V2 has nothing but components; an edit has to empty what was there before. */
function legacyFieldProblems(used: Readonly<Record<"content" | "embeds", boolean>>): Problem[] {
  return Object.entries(used).flatMap(([field, isUsed]) =>
    isUsed
      ? {
          path: [field],
          code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        }
      : [],
  );
}
