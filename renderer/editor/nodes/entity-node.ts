import {
  $create,
  $createTextNode,
  $getSelection,
  $isRangeSelection,
  type LexicalNode,
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

/** The parts of a text, in order, each with what it is. */
export function entityParts(text: string): readonly { text: string; kind: EntityKind }[] {
  if (!MAY_HOLD_ENTITY.test(text)) return [{ text, kind: null }];
  const parts: { text: string; kind: EntityKind }[] = [];
  let end = 0;
  for (const match of text.matchAll(ENTITY)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), kind: null });
    parts.push({ text: match[0], kind: match.groups?.stamp === undefined ? 'url' : 'stamp' });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), kind: null });
  return parts;
}

/** Makes the text node that fits a part. */
export function $createPartNode(
  part: { text: string; kind: EntityKind },
  format: number,
): TextNode {
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

/**
 * Makes a text node's kind agree with its words; a transform of every text class.
 *
 * The words of neighbouring text belong together (typing at the end of a stamp, joining two
 * blocks), so the whole run of text of the same format is looked at when its kinds are wrong.
 */
export function $fitEntities(node: TextNode): void {
  if (!node.isSimpleText() && !(node instanceof EntityNode)) return;
  if (node.hasFormat('code')) return;
  const run = $textRun(node);
  const text = run.map((member) => member.getTextContent()).join('');
  const parts = entityParts(text);
  const fits =
    parts.length === run.length &&
    parts.every((part, index) => {
      const member = run[index];
      return (
        member !== undefined &&
        kindOf(member) === part.kind &&
        member.getTextContent() === part.text
      );
    });
  // A run of plain nodes without any entity is Lexical's to merge.
  if (
    fits ||
    (parts.every((part) => part.kind === null) && run.every((member) => kindOf(member) === null))
  )
    return;
  $replaceRun(run, parts);
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
    run.unshift(other);
  for (let other = node.getNextSibling(); joins(other); other = other.getNextSibling())
    run.push(other);
  return run;
}

function $replaceRun(
  run: readonly TextNode[],
  parts: readonly { text: string; kind: EntityKind }[],
): void {
  const first = run[0];
  if (first === undefined) return;
  const format = first.getFormat();
  const fresh = parts.map((part) => $createPartNode(part, format));
  for (const node of fresh) first.insertBefore(node);
  $movePoints(run, fresh);
  for (const node of run) node.remove();
}

/** Moves the selection's ends from the old nodes of a run to the same words in the new ones. */
function $movePoints(run: readonly TextNode[], fresh: readonly TextNode[]): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  for (const point of [selection.anchor, selection.focus]) {
    const offset = offsetInRun(point, run);
    if (offset !== null) $setPointInRun(point, fresh, offset);
  }
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
