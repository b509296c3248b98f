import type { Inline } from '../markdown/model.ts';

/** How many places a caret has in a run: its letters, or one for an image or a break. */
function sizeOf(inline: Inline): number {
  if (inline.type === 'text') return inline.text.length;
  return inline.type === 'source' ? inline.source.length : 1;
}

/** The part of a content between two places, counted as `sizeOf` counts. Source comes whole. */
export function sliceContent(content: readonly Inline[], from: number, to: number): Inline[] {
  const slice: Inline[] = [];
  let start = 0;
  for (const inline of content) {
    const end = start + sizeOf(inline);
    if (end > from && start < to) {
      slice.push(
        inline.type === 'text'
          ? { ...inline, text: inline.text.slice(Math.max(0, from - start), to - start) }
          : inline,
      );
    }
    start = end;
  }
  return slice;
}
