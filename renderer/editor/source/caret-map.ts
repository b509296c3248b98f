/** Where a caret is in the outline: index of the block, offset in its words. */
export interface OutlineCaret {
  readonly index: number;
  readonly offset: number;
}

/** A block as far as the caret matters: its lines in the shown source, and its words. */
export interface MappedBlock {
  readonly source: string;
  readonly words: string;
}

/** The offset in the shown source that stands for a place in the outline. */
export function sourceOffset(blocks: readonly MappedBlock[], caret: OutlineCaret): number {
  let start = 0;
  for (const { source } of blocks.slice(0, caret.index)) start += source.length;
  const block = blocks[caret.index];
  if (block === undefined) return start;
  const places = alignWords(block);
  const before = places[caret.offset - 1];
  if (before !== undefined) return start + before + 1;
  return start + (places[0] ?? block.source.replace(/\n+$/, '').length);
}

/** The place in the outline that stands for an offset in the shown source. */
export function outlineCaret(blocks: readonly MappedBlock[], offset: number): OutlineCaret {
  let rest = offset;
  for (const [index, block] of blocks.entries()) {
    if (rest < block.source.length || index === blocks.length - 1) {
      const places = alignWords(block);
      const next = places.findIndex((place) => place >= rest);
      return { index, offset: next < 0 ? places.length : next };
    }
    rest -= block.source.length;
  }
  return { index: 0, offset: 0 };
}

/**
 * For each letter of a block's words its place in the block's source.
 *
 * Line by line where the source has the line as it is, else letter by letter, the first that fits:
 * what the words do not have (markers, delimiters, escapes) is stepped over. A letter that the
 * source spells otherwise (an entity, an image) takes the place before.
 */
function alignWords({ source, words }: MappedBlock): readonly number[] {
  const places: number[] = [];
  let at = MARKERS.exec(source)?.[0].length ?? 0;
  for (const line of words.split(/(?<=\n)/)) {
    const whole = line.trim() === '' ? -1 : source.indexOf(line, at);
    if (whole >= 0) {
      for (let unit = 0; unit < line.length; unit++) places.push(whole + unit);
      at = whole + line.length;
    } else at = alignLetters(source, line, at, places);
  }
  return places;
}

function alignLetters(source: string, line: string, from: number, places: number[]): number {
  let at = from;
  for (const letter of line) {
    const found = source.indexOf(letter, at);
    const place = found < 0 ? Math.max(0, at - 1) : found;
    // An astral letter is two units of the words.
    for (let unit = 0; unit < letter.length; unit++) places.push(place + unit);
    if (found >= 0) at = found + letter.length;
  }
  return at;
}

const MARKERS = /^(?:[ \t>\n]|[-*+] |\d{1,9}[.)] |#{1,6} |\[[ xX]\] )*/;
