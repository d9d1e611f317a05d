import type { MessageBody } from "discord-api-spec/zod";
import { MessageFlags } from "discord-api-types/v10";
import type { Problem } from "../rest/refusal.js";
import { componentProblems, componentTextBytes } from "./component-limits.js";
import { embedProblems } from "./embed-limits.js";

/** Characters of a message's content that a bot may send; Discord's schema allows what people with Nitro may. */
const CONTENT = 2000;
/** Bytes of text in components, above which Discord answers 500 (discord-api-docs#8554). */
const V2_BYTES = 10_170;

export type MessageVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "empty" }
  | { readonly kind: "crash" }
  | { readonly kind: "wrong"; readonly problems: readonly Problem[] };

export interface Before {
  readonly v2: boolean;
  /** Whether there is something to see when the body leaves everything out. */
  readonly filled: boolean;
}

/**
 * The documented limits of a message which Discord's published schema lets through.
 *
 * @param before Of an edit: the message as it was. `flags` can not take *Components V2* away again.
 * @param fileCount Files that came along.
 */
export function judgeMessage(body: MessageBody, before?: Before, fileCount = 0): MessageVerdict {
  const v2 = Boolean((body.flags ?? 0) & MessageFlags.IsComponentsV2) || before?.v2 === true;
  const components = body.components ?? [];
  const problems = [
    ...contentProblems(body),
    ...embedProblems(body.embeds ?? []),
    ...componentProblems(components, v2),
    ...(v2 ? v2Problems(body) : []),
  ];
  if (problems.length > 0) return { kind: "wrong", problems };
  if (v2 && componentTextBytes(components) > V2_BYTES) return { kind: "crash" };
  if (!before && isEmpty(body, v2, fileCount)) return { kind: "empty" };
  if (before && !before.filled && isEmpty(body, v2, fileCount)) return { kind: "empty" };
  return { kind: "fine" };
}

function contentProblems(body: MessageBody): Problem[] {
  if ((body.content?.length ?? 0) <= CONTENT) return [];
  return [
    { path: ["content"], code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${CONTENT} or fewer in length.` },
  ];
}

function v2Problems(body: MessageBody): Problem[] {
  const fields = { content: Boolean(body.content), embeds: (body.embeds ?? []).length > 0 };
  return Object.entries(fields).flatMap(([field, used]) =>
    used
      ? {
          path: [field],
          code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
        }
      : [],
  );
}

function isEmpty(body: MessageBody, v2: boolean, fileCount: number): boolean {
  const components = (body.components ?? []).length;
  if (v2) return components === 0;
  return !body.content?.trim() && !body.embeds?.length && fileCount === 0 && components === 0;
}
