import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { merge } from 'node-diff3';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { readOutline } from '../../../shared/merge/outline.ts';
import {
  editsArbitrary,
  noteArbitrary,
  play,
  tokensOf,
  write,
} from '../../shared/merge/random-outline.ts';

/** In how many cases a merge did what nobody wants. */
export interface Score {
  conflicts: number;
  lost: number;
  repeated: number;
  wrongParent: number;
  /** The same in the cases alone that git merges without a conflict: there all can be compared. */
  wrongParentInClean: number;
}

interface Case {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Plays the same random cases through the outline merge and three line merges. */
export function compareMerges(count: number, seed: number): Record<string, Score> {
  const folder = mkdtempSync(join(tmpdir(), 'backrow-merges-'));
  const scores: Record<string, Score> = {};
  const arbitrary = fc.record({
    note: noteArbitrary,
    ours: editsArbitrary,
    theirs: editsArbitrary,
  });
  try {
    for (const { note, ours, theirs } of fc.sample(arbitrary, { numRuns: count, seed })) {
      const versions: Case = {
        base: write(note),
        ours: write(play(note, ours, 'o')),
        theirs: write(play(note, theirs, 'f')),
      };
      const { base } = versions;
      const merged = {
        outline: mergeNotes(base, versions.ours, versions.theirs, 'ours').text,
        'git merge-file': mergeFile(folder, versions, []),
        'git merge-file --union': mergeFile(folder, versions, ['--union']),
        'node-diff3': lineMerge(versions),
      };
      const isClean = !hasMarkers(merged['git merge-file']);
      for (const [name, text] of Object.entries(merged))
        score(scores, name, versions, text, isClean);
    }
    return scores;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mergeFile(
  folder: string,
  { base, ours, theirs }: Case,
  options: readonly string[],
): string {
  for (const [name, text] of [
    ['ours', ours],
    ['base', base],
    ['theirs', theirs],
  ] as const) {
    writeFileSync(join(folder, name), text);
  }
  const run = spawnSync('git', ['merge-file', '-p', '-q', ...options, 'ours', 'base', 'theirs'], {
    cwd: folder,
  });
  return run.stdout.toString();
}

/** The line merge of node-diff3, with its conflicts marked as git marks them. */
function lineMerge({ base, ours, theirs }: Case): string {
  const [o, b, t] = [ours, base, theirs].map((text) => text.split('\n'));
  return merge(o ?? [], b ?? [], t ?? [], { label: { a: 'ours', b: 'theirs' } }).result.join('\n');
}

function score(
  scores: Record<string, Score>,
  name: string,
  { base, ours, theirs }: Case,
  merged: string,
  isClean: boolean,
): void {
  scores[name] ??= { conflicts: 0, lost: 0, repeated: 0, wrongParent: 0, wrongParentInClean: 0 };
  const [inBase, inOurs, inTheirs, inMerged] = [base, ours, theirs, merged].map(tokensOf);
  const has = (set: Set<string> | undefined, token: string) => set?.has(token) === true;
  const due = [...(inOurs ?? []), ...(inTheirs ?? [])].filter(
    (token) => !has(inBase, token) || (has(inOurs, token) && has(inTheirs, token)),
  );
  const result = scores[name];
  if (hasMarkers(merged)) {
    result.conflicts++;
    return;
  }
  if (due.some((token) => !has(inMerged, token))) result.lost++;
  const lines = merged.split('\n').filter((line) => tokensOf(line).size > 0);
  const changed = (line: string) => !base.includes(line.trim());
  const firsts = lines.filter((line) => !changed(line)).map((line) => [...tokensOf(line)][0]);
  if (new Set(firsts).size < firsts.length) result.repeated++;
  const parents = [ours, theirs].map(parentsOf);
  const strange = [...parentsOf(merged)].some(([token, parent]) =>
    parents.every((side) => (side.has(token) ? side.get(token) !== parent : true)),
  );
  if (strange) result.wrongParent++;
  if (strange && isClean) result.wrongParentInClean++;
}

function hasMarkers(text: string): boolean {
  return /^<{7} /m.test(text);
}

/** For each new line: the first token of the item that holds it. */
function parentsOf(text: string): Map<string, string> {
  const parents = new Map<string, string>();
  const nameOf = (line: string | undefined) => [...tokensOf(line ?? '')][0] ?? '';
  for (const node of readOutline(text).nodes) {
    const token = nameOf(node.lines[0]);
    if (/^[of]/.test(token)) parents.set(token, nameOf(node.parent?.lines[0]));
  }
  return parents;
}
