import {
  $create,
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  type LexicalNode,
  type NodeKey,
  type PointType,
  TextNode,
} from 'lexical';

/**
 * Words that mean something by their form and stay ordinary text: a time stamp, a bare address.
 *
 * They are plain text nodes, not tokens: composition next to token nodes loses Japanese text
 * (lexical#5026). Their form is checked after each change outside composition.
 */
abstract class EntityNode extends TextNode {
  override isTextEntity(): true {
    return true;
  }

  override canInsertTextBefore(): boolean {
    return false;
  }
}

/** A time stamp, `[10:07]` or `[10:07:30]`. */
export class StampNode extends EntityNode {
  override $config() {
    return this.config('stamp', { extends: TextNode });
  }

  override createDOM(...args: Parameters<TextNode['createDOM']>): HTMLElement {
    const element = super.createDOM(...args);
    element.classList.add('stamp');
    return element;
  }
}

/** A bare address, `https://example.com/`. */
export class UrlNode extends EntityNode {
  override $config() {
    return this.config('url', { extends: TextNode });
  }

  override createDOM(...args: Parameters<TextNode['createDOM']>): HTMLElement {
    const element = super.createDOM(...args);
    element.classList.add('url');
    return element;
  }
}

const STAMP = String.raw`\[(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\]`;
const WIDE = '、。「」（）［］【】　';
/** Ends before trailing punctuation and full-width brackets, as a reader would. */
const ADDRESS = String.raw`https?:\/\/[^\s<>"'${WIDE}]*[^\s<>"'${WIDE}.,:;!?)\]*_~]`;
const ENTITY = new RegExp(`(?<stamp>${STAMP})|(?<url>${ADDRESS})`, 'g');
/** Cheap test that lets nearly every text pass without the expression above. */
const MAY_HOLD_ENTITY = /\[\d|https?:\/\//;

type EntityKind = 'stamp' | 'url' | null;

interface EntityPart {
  readonly text: string;
  readonly kind: EntityKind;
}

/** A text of more stamps and addresses shows them as its words: each is a node, and one more costs the more there are. */
const MOST_ENTITIES = 1000;

/** The parts of a text, in order, each with what it is. */
export function entityParts(text: string): readonly EntityPart[] {
  const whole: readonly EntityPart[] = [{ text, kind: null }];
  if (!MAY_HOLD_ENTITY.test(text)) return whole;
  let count = 0;
  const parts: EntityPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ENTITY)) {
    if (++count > MOST_ENTITIES) return whole;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), kind: null });
    parts.push({ text: match[0], kind: match.groups?.stamp === undefined ? 'url' : 'stamp' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), kind: null });
  return parts;
}

/** Makes the text node that fits a part. */
export function $createPartNode(part: EntityPart, format: number): TextNode {
  const node = $nodeOfKind(part.kind, part.text);
  return format === 0 ? node : node.setFormat(format);
}

function $nodeOfKind(kind: EntityKind, text: string): TextNode {
  if (kind === 'stamp') return $create(StampNode).setTextContent(text);
  if (kind === 'url') return $create(UrlNode).setTextContent(text);
  return $createTextNode(text);
}

function kindOf(node: TextNode): EntityKind {
  if (node instanceof StampNode) return 'stamp';
  return node instanceof UrlNode ? 'url' : null;
}

/** What a node was when its whole run was found to fit; its object changes with it in one update. */
interface Fit {
  readonly text: string;
  readonly format: number;
  readonly before: NodeKey | undefined;
  readonly after: NodeKey | undefined;
}

const fits = new WeakMap<TextNode, Fit>();

/**
 * Makes a text node's kind agree with its words; a transform of every text class.
 *
 * The words of neighbouring text belong together (typing at the end of a stamp, joining two
 * blocks), so the whole run of text of the same format is looked at when its kinds are wrong. All
 * nodes of a run that was pasted are asked about: for each but the first one nothing is left to do.
 */
export function $fitEntities(node: TextNode): void {
  if (!node.isSimpleText() && !(node instanceof EntityNode)) return;
  if (node.hasFormat('code') || $fitsAsBefore(node)) return;
  const run = $textRun(node);
  const text = run.map((member) => member.getTextContent()).join('');
  const parts = entityParts(text);
  if (!isFitting(run, parts)) $replaceRun(run, parts);
  else if (run.length > 1) for (const member of run) fits.set(member, $fitOf(member));
}

function isFitting(run: readonly TextNode[], parts: readonly EntityPart[]): boolean {
  // A run of plain nodes without any entity is Lexical's to merge.
  const isPlain = run.every((member) => kindOf(member) === null);
  if (isPlain && parts.every(({ kind }) => kind === null)) return true;
  return (
    parts.length === run.length &&
    parts.every(({ kind, text }, index) => {
      const member = run[index];
      return member !== undefined && kindOf(member) === kind && member.getTextContent() === text;
    })
  );
}

/** True where neither the node nor what it stands between is another one since its run did fit. */
function $fitsAsBefore(node: TextNode): boolean {
  const known = fits.get(node);
  if (known === undefined) return false;
  const { text, format, before, after } = $fitOf(node);
  return (
    text === known.text &&
    format === known.format &&
    before === known.before &&
    after === known.after
  );
}

function $fitOf(node: TextNode): Fit {
  return {
    text: node.getTextContent(),
    format: node.getFormat(),
    before: node.getPreviousSibling()?.getKey(),
    after: node.getNextSibling()?.getKey(),
  };
}

/** The neighbours of a node that read on from it: text of the same format without a gap. */
function $textRun(node: TextNode): TextNode[] {
  const run = [node];
  const format = node.getFormat();
  const joins = (other: LexicalNode | null): other is TextNode =>
    other instanceof TextNode &&
    other.getFormat() === format &&
    (other.isSimpleText() || other instanceof EntityNode);
  for (let other = node.getPreviousSibling(); joins(other); other = other.getPreviousSibling())
    run.push(other);
  run.reverse();
  for (let other = node.getNextSibling(); joins(other); other = other.getNextSibling())
    run.push(other);
  return run;
}

/** Puts nodes that fit in the place of a run, all at once: one by one each would be counted off. */
function $replaceRun(run: readonly TextNode[], parts: readonly EntityPart[]): void {
  const first = run[0];
  const parent = first?.getParent();
  if (first === undefined || !parent) return;
  const at = first.getIndexWithinParent();
  const format = first.getFormat();
  const fresh = parts.map((part) => $createPartNode(part, format));
  parent.splice(at, 0, fresh);
  $movePoints(run, fresh, { parent: parent.getKey(), at });
  parent.splice(at + fresh.length, run.length, []);
}

/** Where a run stands. */
interface RunPlace {
  readonly parent: NodeKey;
  /** The index of its first node. */
  readonly at: number;
}

/** Moves the selection's ends from the old nodes of a run to the same words in the new ones. */
function $movePoints(
  run: readonly TextNode[],
  fresh: readonly TextNode[],
  { parent, at }: RunPlace,
): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  for (const point of [selection.anchor, selection.focus]) {
    const isBeside = point.type === 'element' && point.key === parent;
    const behind = point.offset - at - run.length;
    if (isBeside && behind >= 0) point.set(parent, at + fresh.length + behind, 'element');
    const offset = isBeside ? offsetBefore(point.offset - at, run) : offsetInRun(point, run);
    if (offset !== null) $setPointInRun(point, fresh, offset);
  }
}

/** The characters before a node of a run, where that is neither its first nor behind it. */
function offsetBefore(index: number, run: readonly TextNode[]): number | null {
  if (index <= 0 || index >= run.length) return null;
  return run.slice(0, index).reduce((sum, node) => sum + node.getTextContentSize(), 0);
}

function offsetInRun(point: PointType, run: readonly TextNode[]): number | null {
  let before = 0;
  for (const node of run) {
    if (point.key === node.getKey()) return before + point.offset;
    before += node.getTextContentSize();
  }
  return null;
}

function $setPointInRun(point: PointType, nodes: readonly TextNode[], offset: number): void {
  let rest = offset;
  for (const node of nodes) {
    const size = node.getTextContentSize();
    if (rest <= size) {
      point.set(node.getKey(), rest, 'text');
      return;
    }
    rest -= size;
  }
}
