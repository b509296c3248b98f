import { diffArrays, diffWordsWithSpace } from 'diff';
import { parse } from '../../../shared/markdown/index.ts';
import { readEvent } from '../../../shared/note/event.ts';

/** A stretch of a line, and whether both sides say it. */
export interface Stretch {
  readonly text: string;
  readonly kind: 'same' | 'then' | 'now';
}

/** An item that is not the same: said then only, now only, or changed in between. */
export type Change =
  | { readonly kind: 'then' | 'now'; readonly text: string }
  | { readonly kind: 'changed'; readonly stretches: readonly Stretch[] };

/** What is different in one talk; `title` is null for what stands before the first. */
export interface TalkChanges {
  readonly title: string | null;
  readonly changes: readonly Change[];
}

interface Found {
  readonly talk: string | null;
  readonly change: Change;
}

interface Item {
  readonly text: string;
  readonly talk: string | null;
}

/** A comparison that takes longer says nothing that anybody could read. */
const PATIENCE_MS = 1_000;
/** Lines with less in common than this are two lines and not one that changed. */
const ALIKE = 0.4;

/**
 * How an earlier text of a note differs from the present one, talk by talk.
 *
 * Items are compared as a whole, in the order of the note; null where the two have too little in
 * common to be compared.
 */
export function compareVersions(then: string, now: string): readonly TalkChanges[] | null {
  const [before, after] = [itemsOf(then), itemsOf(now)];
  const comparator = (left: Item, right: Item) => left.text === right.text;
  const parts = diffArrays([...before], [...after], { comparator, timeout: PATIENCE_MS });
  if (parts === undefined) return null;
  const found: Found[] = [];
  for (const [index, { value, added, removed }] of parts.entries()) {
    const next = parts[index + 1];
    if (removed === true) found.push(...pair(value, next?.added === true ? next.value : []));
    else if (added === true && parts[index - 1]?.removed !== true) found.push(...pair([], value));
  }
  return byTalk(found);
}

function itemsOf(text: string): readonly Item[] {
  const { blocks } = parse(text);
  const { talks } = readEvent(blocks);
  let talk = -1;
  return blocks.map(({ source }, index) => {
    if (talks[talk + 1]?.blockIndex === index) talk++;
    return { text: source?.text.trimEnd() ?? '', talk: talks[talk]?.title ?? null };
  });
}

/** How far ahead the other side of a changed line is looked for. */
const LOOK_AHEAD = 12;

/** Pairs the lines of a place that differs: those alike changed, the others came or went. */
function pair(then: readonly Item[], now: readonly Item[]): Found[] {
  const found: Found[] = [];
  let next = 0;
  for (const old of then) {
    const partner = partnerOf(old, now, next);
    if (partner === null) {
      found.push({ talk: old.talk, change: { kind: 'then', text: old.text } });
      continue;
    }
    found.push(...now.slice(next, partner.place).map(onlyNow));
    const change = { kind: 'changed', stretches: partner.stretches } as const;
    found.push({ talk: now[partner.place]?.talk ?? null, change });
    next = partner.place + 1;
  }
  return [...found, ...now.slice(next).map(onlyNow)];
}

function onlyNow({ talk, text }: Item): Found {
  return { talk, change: { kind: 'now', text } };
}

function partnerOf(old: Item, now: readonly Item[], from: number) {
  for (let place = from; place < Math.min(now.length, from + LOOK_AHEAD); place++) {
    const stretches = alikeStretches(old.text, now[place]?.text ?? '');
    if (stretches !== null) return { place, stretches };
  }
  return null;
}

function alikeStretches(then: string, now: string): readonly Stretch[] | null {
  const parts = diffWordsWithSpace(then, now, { timeout: PATIENCE_MS });
  if (parts === undefined) return null;
  const stretches = parts.map(
    ({ value, added, removed }): Stretch => ({
      text: value,
      kind: added === true ? 'now' : removed === true ? 'then' : 'same',
    }),
  );
  const same = stretches.filter(({ kind }) => kind === 'same');
  const length = same.reduce((sum, { text }) => sum + text.trim().length, 0);
  return length >= Math.max(then.length, now.length) * ALIKE ? stretches : null;
}

function byTalk(found: readonly Found[]): readonly TalkChanges[] {
  const talks: { title: string | null; changes: Change[] }[] = [];
  for (const { talk, change } of found) {
    const last = talks.at(-1);
    if (last !== undefined && last.title === talk) last.changes.push(change);
    else talks.push({ title: talk, changes: [change] });
  }
  return talks;
}
