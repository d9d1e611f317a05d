/** Takes user names, passwords and tokens out of every URL in a text: `https://me:secret@host/x` → `https://***@host/x`. */
export function redact(text: string): string {
  return text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*(?:@[^\s/@]*)*@/gi, "$1***@")
    .replace(/([?&](?:access_token|private_token|token|password|key)=)[^\s&]+/gi, "$1***");
}
