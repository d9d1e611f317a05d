import { readAtMost } from "../http/read-at-most.js";
import { Refusal } from "./refusal.js";
import type { Upload } from "./route.js";

/** Bytes of a request, including files. */
const maxBodySize = 25 * 1024 * 1024;

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly Upload[];
  /** Length of the request's body, including files. */
  readonly bytes: number;
}

/** Reads a JSON body, or a form of `payload_json` and `files[n]`. */
export async function readBody(request: Request): Promise<ReadBody> {
  if (request.method === "GET" || request.method === "DELETE")
    return { body: undefined, files: [], bytes: 0 };
  const type = request.headers.get("content-type") ?? "";
  const bytes = await readAtMost(request, maxBodySize);
  if (!bytes) throw new Refusal(413, 40005, "Request entity too large");
  if (type.startsWith("multipart/form-data")) return readForm(bytes, type);
  const body = bytes.length === 0 ? undefined : jsonOf(new TextDecoder().decode(bytes));
  return { body, files: [], bytes: bytes.length };
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ReadBody> {
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => {
    throw new Refusal(400, 50109, "The request body contains invalid form data.");
  });
  const payload = form.get("payload_json");
  const files: Upload[] = [];
  for (const [field, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (index === undefined || typeof value === "string") continue;
    files.push({
      index,
      name: value.name,
      contentType: value.type || "application/octet-stream",
      bytes: new Uint8Array(await value.arrayBuffer()),
    });
  }
  const body = typeof payload === "string" ? jsonOf(payload) : undefined;
  return { body, files, bytes: bytes.length };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 50109, "The request body contains invalid JSON.");
  }
}
