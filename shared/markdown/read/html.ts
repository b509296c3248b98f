/** The seven ways an HTML block begins and ends (CommonMark 0.31, section 4.6). */
export type HtmlKind = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const BLOCK_NAMES =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const RAW = /^<(?:pre|script|style|textarea)(?=[ \t>]|$)/i;
const BLOCK = new RegExp(`^</?(?:${BLOCK_NAMES})(?=[ \\t>]|/>|$)`, 'i');
/** Names and values are taken whole (the lookaheads), so that a long line cannot be split in many ways. */
const NAME = '[A-Za-z_:][A-Za-z0-9_.:-]*(?![A-Za-z0-9_.:-])';
const QUOTED = '"[^"]*"(?=[ \\t/>])|\'[^\']*\'(?=[ \\t/>])';
const BARE = '[^ \\t"\'/<=>`]+(?![^ \\t"\'/<=>`])|(?=/)';
const ATTRIBUTE = new RegExp(`[ \\t]*${NAME}(?:[ \\t]*=[ \\t]*(?:${QUOTED}|${BARE}))?`, 'y');
const TAG_START = /^<[A-Za-z][A-Za-z0-9-]*(?=[ \t/>])/;
const TAG_END = /[ \t]*\/?>[ \t]*$/y;
const CLOSING_TAG = /^<\/[A-Za-z][A-Za-z0-9-]*[ \t]*>[ \t]*$/;

/** The kind of HTML block that a line begins, given without its indentation; null for none. */
export function htmlKind(text: string): HtmlKind | null {
  if (text.charCodeAt(0) !== 60) return null;
  if (text.startsWith('<!--')) return 2;
  if (text.startsWith('<?')) return 3;
  if (text.startsWith('<![CDATA[')) return 5;
  if (/^<![A-Za-z]/.test(text)) return 4;
  if (RAW.test(text)) return 1;
  if (BLOCK.test(text)) return 6;
  return isTag(text) ? 7 : null;
}

/** True for one whole tag. Its attributes are taken one by one: a single pattern for megabytes of them overflows. */
function isTag(text: string): boolean {
  const start = TAG_START.exec(text);
  if (start === null) return CLOSING_TAG.test(text);
  let at = start[0].length;
  ATTRIBUTE.lastIndex = at;
  while (ATTRIBUTE.test(text)) at = ATTRIBUTE.lastIndex;
  TAG_END.lastIndex = at;
  return TAG_END.test(text);
}

const ENDS = {
  1: /<\/(?:pre|script|style|textarea)>/i,
  2: /-->/,
  3: /\?>/,
  4: />/,
  5: /(?:^|[^\]])(?:\]\])+>/,
} as const;

/** Where the end of a block is looked for on its first line: behind what can be no end of it. */
const FIRST = { 1: 1, 2: 2, 3: 1, 4: 3, 5: 9 } as const;

/** True where a line ends an HTML block of a kind; kinds 6 and 7 end before a blank line instead. */
export function closesHtml(kind: HtmlKind, text: string, isFirst: boolean): boolean {
  if (kind === 6 || kind === 7) return false;
  return ENDS[kind].test(isFirst ? text.slice(FIRST[kind]) : text);
}

const CLOSERS = { 2: '-->', 3: '?>', 4: '>', 5: ']]>' } as const;

/** What must be written to end an HTML block that no line of it ends; null for kinds 6 and 7. */
export function htmlCloser(kind: HtmlKind, text: string): string | null {
  if (kind === 1) return `</${/<(pre|script|style|textarea)/i.exec(text)?.[1] ?? 'pre'}>`;
  return kind === 6 || kind === 7 ? null : CLOSERS[kind];
}
