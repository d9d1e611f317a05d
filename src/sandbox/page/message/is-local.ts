/** Whether the sandbox itself serves this address: nothing else is ever loaded. */
export function isLocal(url: string): boolean {
  return URL.parse(url, location.href)?.origin === location.origin;
}
