import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When a git process dies: as it begins, or with its work done and nobody told. */
export type DeathOfGit = 'at its begin' | 'at its end';

/**
 * A git in front of the real one, which counts its calls and dies in one of them.
 *
 * `BACKROW_COUNT` is the folder it counts in, `BACKROW_DIES` the call, `BACKROW_WHEN` its moment.
 */
const SCRIPT = `#!/bin/sh
for last; do :; done
if [ "$last" = version ] || [ -z "$BACKROW_COUNT" ]; then exec "$BACKROW_GIT" "$@"; fi
call=1
until mkdir "$BACKROW_COUNT/$call" 2>/dev/null; do call=$((call + 1)); done
if [ "$call" != "$BACKROW_DIES" ]; then exec "$BACKROW_GIT" "$@"; fi
[ "$BACKROW_WHEN" = begin ] || "$BACKROW_GIT" "$@"
kill -9 $$
`;

/** Puts it into a folder, which then goes first in the search path. */
export function putDyingGit(folder: string): string {
  const place = join(folder, 'dying');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'git'), SCRIPT);
  chmodSync(join(place, 'git'), 0o755);
  return place;
}
