import type { NoteText } from '../../../shared/markdown/index.ts';
import type { Entry } from '../../../shared/markdown/write/entry.ts';
import { judgedShapes } from './judge.ts';

const ESCAPE = /\\(?=[!-/:-@[-`{-~])/g;

/** The escapes that an edit added and that could be left out: each as the text without it. */
export function needlessEscapes(before: NoteText, after: NoteText): readonly string[] {
  const text = after.toString();
  const known = new Set([...before.entries].map(({ block }) => block));
  let wanted: string | null = null;
  const needless: string[] = [];
  let at = after.bom.length;
  for (const entry of after.entries) {
    for (const place of known.has(entry.block) ? [] : addedEscapes(entry)) {
      if (isMarker(entry.text, place) || isBeforeBreak(entry.text, place)) continue;
      wanted ??= JSON.stringify(judgedShapes(text));
      const without = text.slice(0, at + place) + text.slice(at + place + 1);
      if (JSON.stringify(judgedShapes(without)) === wanted) needless.push(without);
    }
    at += entry.text.length;
  }
  return needless;
}

/**
 * True for the escape of what would be a list marker.
 *
 * By CommonMark it begins a list; but right below a paragraph's item and below indented code
 * micromark goes on as if it interrupted the paragraph, and lets no `2.` and no empty item begin.
 */
function isMarker(text: string, place: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
  const isFirst = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?:\[[ x]\] )?\d*$/.test(before);
  return isFirst && /^\\[-+*.)](?:[ \t\r\n]|$)/.test(text.slice(place));
}

/** True for a backslash of words right before a hard break: in a heading one looks like any line end. */
function isBeforeBreak(text: string, place: number): boolean {
  return /^\\{2,3}[\r\n]/.test(text.slice(place));
}

/** Where escapes stand that a block's former text did not have. */
function addedEscapes({ block, text }: Entry): readonly number[] {
  const { kind } = block.body;
  if (kind !== 'paragraph' && kind !== 'heading' && kind !== 'table') return [];
  const former = block.source === null ? '' : block.source.lead + block.source.text;
  let head = 0;
  while (head < former.length && former[head] === text[head]) head++;
  let tail = 0;
  const shorter = Math.min(former.length, text.length) - head;
  while (tail < shorter && former.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return [...text.matchAll(ESCAPE)]
    .map(({ index }) => index)
    .filter((index) => index >= head && index < text.length - tail)
    .filter((index) => !former.includes(text.slice(index, index + 2)));
}
