import { Refusal } from "./refusal.js";
import type { Upload } from "./route.js";

/** Bytes of a request, files and all. */
const MAX_BODY = 25 * 1024 * 1024;

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly Upload[];
}

/** Reads a JSON body, or a form of `payload_json` and `files[n]`. */
export async function readBody(request: Request): Promise<ReadBody> {
  if (request.method === "GET" || request.method === "DELETE") return { body: undefined, files: [] };
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY) {
    throw new Refusal(413, 40005, "Request entity too large");
  }
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return readForm(request);
  const bytes = await readAtMost(request, MAX_BODY);
  return { body: bytes.length === 0 ? undefined : jsonOf(new TextDecoder().decode(bytes)), files: [] };
}

async function readForm(request: Request): Promise<ReadBody> {
  const form = await request.formData().catch(() => {
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
  return { body: typeof payload === "string" ? jsonOf(payload) : undefined, files };
}

/** A body without a length, or with a wrong one, is read no further than it may be long. */
async function readAtMost(request: Request, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > most) throw new Refusal(413, 40005, "Request entity too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 50109, "The request body contains invalid JSON.");
  }
}
