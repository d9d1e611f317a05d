#!/usr/bin/env bash
# The Dockerfile's steps without Docker: builds in a clean folder as another user, then runs the result from files that
# this user cannot write. Needs root, to become that user.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
node=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
bot=""
cleanup() {
  [ -z "$bot" ] || kill -9 "$bot" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
mkdir "$work/build" "$work/app" "$work/data" "$work/home"
as_nobody=(
  setpriv --reuid nobody --regid nogroup --clear-groups
  env -i HOME="$work/home" PATH="$PATH" NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-}"
  npm_config_nodedir="$node" npm_config_build_from_source=true
)

# What .dockerignore lets through, of the files that git has.
sed -n 's/^!//p' .dockerignore | xargs git ls-files -z -- | xargs -0 cp --parents -t "$work/build"
chmod 755 "$work"
chown -R nobody:nogroup "$work/build" "$work/data" "$work/home"
(
  cd "$work/build"
  "${as_nobody[@]}" npm ci --ignore-scripts --no-audit --no-fund
  "${as_nobody[@]}" npm rebuild better-sqlite3 esbuild
  "${as_nobody[@]}" npm run build
  "${as_nobody[@]}" npm prune --omit=dev --ignore-scripts --no-audit --no-fund
)
cp -a "$work/build/package.json" "$work/build/node_modules" "$work/build/dist" "$work/build/data" "$work/app"
chown -R root:root "$work/app"
du -sh "$work/app"

# The port is chosen by the system, and named in the log.
cd "$work/data"
"${as_nobody[@]}" NODE_ENV=production HTTP_PORT=0 SANDBOX_PORT=0 DETAILS=false TMPDIR="$work/data" \
  node "$work/app/dist/src/main.js" start >"$work/log" 2>&1 &
bot=$!
for _ in $(seq 120); do
  url=$(sed -n 's/.*"url":"\(http:[^"]*\)".*/\1/p' "$work/log" | head -n 1)
  if [ -n "$url" ] && curl -fsS "$url/readyz" >/dev/null 2>&1; then break; fi
  sleep 1
done
curl -fsS "$url/healthz" "$url/readyz"
kill -TERM "$bot"
wait "$bot"
bot=""
[ -z "$(find "$work/app" -user nobody)" ]
echo "It was ready, wrote nothing outside of its folder, and ended with status 0."
