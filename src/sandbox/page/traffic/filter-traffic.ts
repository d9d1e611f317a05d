import type { Traffic } from "../../protocol.js";

export type ViaFilter = "all" | "rest" | "gateway" | "failed";

export const viaFilters: readonly { readonly via: ViaFilter; readonly label: string }[] = [
  { via: "all", label: "All" },
  { via: "rest", label: "REST" },
  { via: "gateway", label: "Gateway" },
  { via: "failed", label: "Failed" },
];

/** Whether Discord refused the request, or there was no response. */
export function isFailed({ status, note }: Traffic): boolean {
  return status === undefined ? note !== undefined : status >= 400;
}

/** Entries of this kind with all words in name, status or note. */
export function filterTraffic(traffic: readonly Traffic[], via: ViaFilter, text: string): readonly Traffic[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return traffic.filter((one) => {
    if (via === "failed" ? !isFailed(one) : via !== "all" && one.via !== via) return false;
    const about = `${one.name} ${one.status ?? ""} ${one.note ?? ""}`.toLowerCase();
    return words.every((word) => about.includes(word));
  });
}
