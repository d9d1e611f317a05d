import type { HonoRequest } from "hono";
import { Refusal } from "./refusal.js";
import type { Upload } from "./route.js";

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly Upload[];
  /** Length of the request's body, including files. */
  readonly bytes: number;
}

/** Reads a JSON body, or a form of `payload_json` and `files[n]`. */
export async function readBody(request: HonoRequest): Promise<ReadBody> {
  if (request.method === "GET" || request.method === "DELETE")
    return { body: undefined, files: [], bytes: 0 };
  const bytes = (await request.arrayBuffer()).byteLength;
  if (request.header("content-type")?.startsWith("multipart/form-data")) {
    return { ...(await readForm(request)), bytes };
  }
  return { body: bytes === 0 ? undefined : jsonOf(await request.text()), files: [], bytes };
}

async function readForm(request: HonoRequest): Promise<Omit<ReadBody, "bytes">> {
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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 50109, "The request body contains invalid JSON.");
  }
}
