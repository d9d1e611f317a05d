import type { MessageBody } from "discord-api-spec/zod";
import type { APIAttachment } from "discord-api-types/v10";
import type { Upload } from "../rest/route.js";
import type { Snowflakes } from "../snowflakes.js";

/** Above this, the oldest files are deleted. */
const maxTotalBytes = 64 * 1024 * 1024;

export interface StoredFile {
  readonly attachment: APIAttachment;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface Attachments {
  /** @param described The body's `attachments`, by the number of each file. */
  add(
    files: readonly Upload[],
    described: readonly { readonly id: string | number; readonly description?: string | null }[],
  ): StoredFile[];
  get(id: string): StoredFile | undefined;
}

/** The files that the bot sent, in memory. The sandbox serves them at `url`. */
export function createAttachments(ids: Snowflakes, url: () => string): Attachments {
  const files = new Map<string, StoredFile>();
  let total = 0;
  return {
    add: (uploads, described) =>
      uploads.map((upload) => {
        const id = ids.next();
        const address = `${url()}/attachments/${id}/${encodeURIComponent(upload.name)}`;
        const description = described.find((one) => String(one.id) === upload.index)?.description;
        const stored: StoredFile = {
          contentType: upload.contentType,
          bytes: upload.bytes,
          attachment: {
            id,
            filename: upload.name,
            size: upload.bytes.length,
            url: address,
            proxy_url: address,
            content_type: upload.contentType,
            ...(description ? { description } : {}),
          },
        };
        files.set(id, stored);
        total += upload.bytes.length;
        for (const [oldest, file] of files) {
          if (total <= maxTotalBytes) break;
          files.delete(oldest);
          total -= file.bytes.length;
        }
        return stored;
      }),
    get: (id) => files.get(id),
  };
}

/** The descriptions of a body's files. */
export function fileDescriptions(body: MessageBody): { id: string | number; description?: string | null }[] {
  return (body.attachments ?? []).map((attachment) => ({
    id: attachment.id,
    ...("description" in attachment ? { description: attachment.description ?? null } : {}),
  }));
}
