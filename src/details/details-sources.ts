import { createArxivSource } from "./arxiv.js";
import { createCrossrefSource } from "./crossref.js";
import type { DetailsSource } from "./source.js";

interface Addresses {
  readonly ARXIV_API_URL: string;
  readonly CROSSREF_API_URL: string;
}

/** Every source of details. @param version of Paperboy, for the services to know who asks */
export function detailsSources(addresses: Addresses, version: string): readonly DetailsSource[] {
  const userAgent = `Paperboy/${version} (a Discord bot for lists of papers)`;
  return [
    createArxivSource(addresses.ARXIV_API_URL, userAgent),
    createCrossrefSource(addresses.CROSSREF_API_URL, userAgent),
  ];
}
