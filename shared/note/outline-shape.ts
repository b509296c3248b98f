/** Which headings of a note are its title and its talks, by their place in the list of headings. */
export interface OutlineShape {
  /** The heading that is the event's title, or null. */
  readonly titleIndex: number | null;
  /** The first talk's heading, or null where there is no heading at all. */
  readonly firstTalkIndex: number | null;
  readonly talkLevel: number | null;
}

/**
 * Decides by the levels of a note's headings, in order.
 *
 * A first heading of level 1 with others behind it is the event's title, whatever their level, so
 * that `# Event` with `## Talk` and a setext title with `# Talk` both work. A lone heading is title
 * and talk at once. Talks have the level of the first heading behind the title.
 */
export function shapeOutline(levels: readonly number[]): OutlineShape {
  const [first, second] = levels;
  if (first === undefined) return { titleIndex: null, firstTalkIndex: null, talkLevel: null };
  if (second === undefined) return { titleIndex: 0, firstTalkIndex: 0, talkLevel: first };
  if (first === 1) return { titleIndex: 0, firstTalkIndex: 1, talkLevel: second };
  return { titleIndex: null, firstTalkIndex: 0, talkLevel: first };
}
