import { createHash } from "node:crypto";
import type { ListSource } from "../config/list-source.js";
import { upstreamAt } from "../config/list-source.js";
import type { AddedList } from "../store/added-lists.js";

/** A list that a server added, as it is watched: once an hour, each at a minute of its own. */
export function addedSource({ id, url, branch, path, name }: AddedList): ListSource {
  const minute = createHash("sha256").update(id).digest().readUInt32BE() % 60;
  return {
    id,
    name,
    page: null,
    file: null,
    upstream: { ...upstreamAt(url), branch, paths: [path], cron: `${minute} * * * *` },
    isPublic: false,
  };
}
