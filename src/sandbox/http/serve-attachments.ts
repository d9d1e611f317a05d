import { Hono } from "hono";
import type { Attachments } from "../messages/attachments.js";

/** Serves the files that the bot sent, as downloads, so that the browser does not execute them. */
export function serveAttachments(attachments: Attachments): Hono {
  return new Hono().get("/:id/:name", (context) => {
    const stored = attachments.get(context.req.param("id"));
    if (!stored) return context.notFound();
    return context.body(Buffer.from(stored.bytes), 200, {
      "content-type": stored.contentType.startsWith("image/")
        ? stored.contentType
        : "application/octet-stream",
      "content-disposition": "attachment",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
  });
}
