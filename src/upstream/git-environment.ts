/**
 * The variables that git and ssh need: where programs and temporary files are, the user's keys and agent, proxies and
 * certificates. Of the `GIT_…` variables only `GIT_SSL_CAINFO`: certificates that the operator trusts in addition to
 * those of the system.
 */
const needed: ReadonlySet<string> = new Set(
  [
    "PATH HOME USER LOGNAME TMPDIR TZ LANG LANGUAGE",
    "SSH_AUTH_SOCK SSH_AGENT_PID",
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY",
    "GIT_SSL_CAINFO SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE",
    // Windows.
    "SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT TEMP TMP USERPROFILE HOMEDRIVE HOMEPATH USERNAME",
    "APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432",
  ].flatMap((names) => names.split(" ")),
);

/** The variables of this process that git and ssh get; never a secret such as `DISCORD_TOKEN`. */
export function gitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  // Proxies are also written in lower case, and Windows ignores case.
  return Object.fromEntries(Object.entries(environment).filter(([name]) => needed.has(name.toUpperCase())));
}
