import type { MessageBody } from "discord-api-spec/zod";
import type { APIMessage } from "discord-api-types/v10";
import { isV2 } from "../message-flags.js";
import type { Problem } from "../rest/refusal.js";
import { componentProblems, componentTextBytes } from "./component-limits.js";
import { embedProblems } from "./embed-limits.js";
import { problemsWhere, tooLong } from "./form-errors.js";

/** For bots. Discord's schema has the limit for users with Nitro. */
const maxContentLength = 2000;
/** Discord answers 500 if the components have more bytes of text (discord-api-docs#8554). */
const maxV2Bytes = 10_170;

export type MessageVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "empty" }
  /** Discord answers 500. */
  | { readonly kind: "crash" }
  | { readonly kind: "wrong"; readonly problems: readonly Problem[] };

/**
 * Documented limits of a message that Discord's published schema does not check.
 *
 * @param before The message before an edit. Omitted fields are unchanged, and *Components V2* cannot be removed.
 * @param fileCount The number of uploaded files.
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

/** With Components V2, content and embeds must be empty. An edit must empty previous ones. */
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
