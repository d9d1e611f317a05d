/** Whether the sandbox serves this URL. The page loads nothing else. */
export function isLocal(url: string): boolean {
  return URL.parse(url, location.href)?.origin === location.origin;
}
