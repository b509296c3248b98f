import {
  $copyNode,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  COMMAND_PRIORITY_HIGH,
  DELETE_CHARACTER_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  type PointType,
  type RangeSelection,
  type TextNode,
} from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { ContainerKind } from '../../../shared/markdown/model.ts';
import { outdent } from '../../../shared/outline/index.ts';
import { $isAtTop } from '../hiding/zoom.ts';
import { $lastPastedBelow } from '../images/pasted.ts';
import {
  $createBlockNode,
  type BlockNode,
  type BlockShape,
  openedItem,
} from '../nodes/block-node.ts';
import { $isDefinition } from '../nodes/definition.ts';
import { $blockAfter, $blockBefore } from '../nodes/section-node.ts';
import {
  $blockOf,
  $leaveInnermost,
  $runOf,
  $unwrap,
  beginsQuote,
  headingLevel,
  itemShape,
  levelOf,
  pathOf,
} from '../outline.ts';
import { $changeShapes } from '../outline-edit.ts';

/** What the keys of typing need to know of their note. */
export interface TypingContext {
  /** The stamp to write at a new top-level item, or null where the setting is off. */
  readonly autoStamp: () => string | null;
  /** The heading that is the event's title is followed by paragraphs, not by items. */
  readonly $isEventTitle: (block: BlockNode) => boolean;
  /** The last block that a folded item hides: what comes next goes behind it. Null where none is. */
  readonly $foldedEnd: (block: BlockNode) => BlockNode | null;
  /** The block zoomed into, where new lines have to stay; null for the whole note. */
  readonly $zoomRoot: () => BlockNode | null;
  readonly run: (id: CommandId) => unknown;
}

/**
 * Enter, Backspace and Delete in an outline.
 *
 * Registered above Lexical's rich text, which knows nothing of items; whatever is not the
 * outline's business falls through to it.
 */
export function registerTyping(editor: LexicalEditor, context: TypingContext): () => void {
  return mergeRegister(
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      // Chords with Enter are commands of the app; the window's dispatcher has them.
      (event) => event !== null && (event.ctrlKey || event.metaKey || event.altKey),
      COMMAND_PRIORITY_HIGH,
    ),
    ...registerTab(editor, context),
    editor.registerCommand(
      INSERT_PARAGRAPH_COMMAND,
      () => {
        const selection = $getSelection();
        return $isRangeSelection(selection) && $enter(selection, context);
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      INSERT_LINE_BREAK_COMMAND,
      () => {
        const selection = $getSelection();
        // A heading is one line in Markdown.
        const block = $isRangeSelection(selection) ? $blockOf(selection.anchor.getNode()) : null;
        return block !== null && headingLevel(block) !== null;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      DELETE_CHARACTER_COMMAND,
      (backward) => {
        const selection = $getSelection();
        if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false;
        return backward ? $backspaceAtStart(selection) : $deleteAtEnd(selection);
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

/**
 * Tab indents, Shift+Tab outdents; after Esc the next Tab leaves the note, as keyboard users of
 * editors expect (WCAG 2.1.2, no keyboard trap).
 */
function registerTab(editor: LexicalEditor, context: TypingContext): (() => void)[] {
  let leaving = false;
  return [
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        if (event.key === 'Escape') leaving = true;
        else if (event.key !== 'Tab' && event.key !== 'Shift') leaving = false;
        return false;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    // Lexical's own answer to Esc gives up the focus; a slip of the finger must not stop the typing.
    editor.registerCommand(KEY_ESCAPE_COMMAND, () => true, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_TAB_COMMAND,
      (event) => {
        if (leaving) {
          leaving = false;
          return true;
        }
        event.preventDefault();
        context.run(event.shiftKey ? 'outline.outdent' : 'outline.indent');
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  ];
}

/** True where a point stands before everything in its block. */
export function $isAtStart(point: PointType, block: BlockNode): boolean {
  if (point.offset !== 0) return false;
  let node: LexicalNode = point.getNode();
  while (!node.is(block)) {
    if (node.getPreviousSibling() !== null) return false;
    const parent = node.getParent();
    if (parent === null) return false;
    node = parent;
  }
  return true;
}

/** True where a point stands behind everything in its block. */
export function $isAtEnd(point: PointType, block: BlockNode): boolean {
  let node: LexicalNode = point.getNode();
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize();
  if (point.offset !== size) return false;
  while (!node.is(block)) {
    if (node.getNextSibling() !== null) return false;
    const parent = node.getParent();
    if (parent === null) return false;
    node = parent;
  }
  return true;
}

function $enter(selection: RangeSelection, context: TypingContext): boolean {
  if (!selection.isCollapsed()) selection.removeText();
  const block = $blockOf(selection.anchor.getNode());
  if (block === null) return false;
  const { leaf, inside } = block.getShape();
  if ($isDefinition(block)) {
    const next = $createBlockNode({ inside, opens: [], leaf: { kind: 'text' } });
    block.insertAfter(next);
    next.selectStart();
    return true;
  }
  if (leaf.kind === 'code' || leaf.kind === 'opaque') {
    selection.insertLineBreak();
    return true;
  }
  const root = context.$zoomRoot();
  if (block.isEmpty() && root !== null && $isAtTop(root, block)) return true;
  if (block.isEmpty() && $leaveList(block)) return true;
  if ($isAtStart(selection.anchor, block) && !block.isEmpty()) {
    if (root?.is(block) === true) return true;
    $openBefore(block);
    return true;
  }
  $splitBlock(selection, block, context);
  return true;
}

/** Enter on an empty item: one step out, and at the top out of the list. */
function $leaveList(block: BlockNode): boolean {
  const shape = block.getShape();
  if (beginsQuote(shape)) {
    $leaveInnermost(block);
    return true;
  }
  if (openedItem(shape) === null) {
    // An empty paragraph of an item, or in a quote, leaves what holds it.
    if (shape.inside.length === 0) return false;
    block.setShape({ ...shape, inside: shape.inside.slice(0, -1) });
    $blockAfter(block)?.markDirty();
    return true;
  }
  if (shape.opens.length === 1 && $changeShapes(block, block, outdent)) return true;
  $unwrap(block);
  return true;
}

/** Enter before the first letter opens an empty line above and leaves the caret with its words. */
function $openBefore(block: BlockNode): void {
  const shape = block.getShape();
  const item = openedItem(shape);
  const begins = item !== null || beginsQuote(shape);
  const { inside } = shape;
  const opens = begins ? shape.opens : [];
  block.insertBefore($createBlockNode({ inside, opens, leaf: { kind: 'text' } }));
  if (!begins) return;
  // What the line above begins now holds this one.
  if (item !== null)
    block.setShape({ ...shape, inside: outerPath(shape), opens: itemShape([], item).opens });
  else block.setShape({ ...shape, inside: pathOf(shape), opens: [] });
}

function $splitBlock(selection: RangeSelection, block: BlockNode, context: TypingContext): void {
  const atEnd = $isAtEnd(selection.anchor, block);
  const behind = atEnd ? context.$foldedEnd(block) : null;
  const next = $createBlockNode(
    behind === null ? $shapeAfter(block, atEnd, context) : $shapeBeside(block),
  );
  const moved = atEnd ? [] : $nodesAfterCaret(selection, block);
  const slide = atEnd ? $lastPastedBelow(block) : null;
  (behind ?? slide ?? block).insertAfter(next);
  next.append(...moved);
  next.selectStart();
  if (!atEnd || levelOf(next) > 0 || openedItem(next.getShape()) === null) return;
  const stamp = context.autoStamp();
  const caret = $getSelection();
  if (stamp !== null && $isRangeSelection(caret)) caret.insertText(`${stamp} `);
}

/** What Enter makes below a block. */
function $shapeAfter(block: BlockNode, atEnd: boolean, context: TypingContext) {
  const shape = block.getShape();
  const item = openedItem(shape);
  if (headingLevel(block) !== null) {
    // Below a talk's title people take notes: the bullet is there before the first word is.
    return atEnd && !context.$isEventTitle(block)
      ? itemShape(shape.inside, null)
      : { inside: shape.inside, opens: [], leaf: { kind: 'text' } as const };
  }
  if (item === null) {
    return { inside: pathOf(shape), opens: [], leaf: { kind: 'text' } as const };
  }
  const outer = outerPath(shape);
  const child = $firstChildItem(block);
  // Below an item that has children the next line is its first child, as in every outliner.
  if (atEnd && child !== null) {
    const like = openedItem(child.getShape());
    const shapeOfChild = itemShape([...outer, 'item'], like);
    return like === null ? shapeOfChild : { ...shapeOfChild, opens: child.getShape().opens };
  }
  if (context.$zoomRoot()?.is(block) === true) return itemShape([...outer, 'item'], null);
  return $shapeBeside(block);
}

/** The next item of the list that an item is in. */
function $shapeBeside(block: BlockNode) {
  const shape = block.getShape();
  const beside = [$blockBefore(block), $blockAfter(block)].map((other) =>
    other !== null && levelOf(other) === levelOf(block) ? openedItem(other.getShape()) : null,
  );
  return itemShape(outerPath(shape), openedItem(shape), beside);
}

function outerPath(shape: BlockShape): readonly ContainerKind[] {
  return [...shape.inside, ...shape.opens.slice(0, -1).map(({ kind }) => kind)];
}

function $firstChildItem(block: BlockNode): BlockNode | null {
  const next = $blockAfter(block);
  if (next === null || levelOf(next) <= outerPath(block.getShape()).length) return null;
  return openedItem(next.getShape()) === null ? null : next;
}

/** Splits at the caret and gives what stands behind it, a link split in two where needed. */
function $nodesAfterCaret(selection: RangeSelection, block: BlockNode): LexicalNode[] {
  const { anchor } = selection;
  const node = anchor.getNode();
  const first = $isTextNode(node)
    ? $splitTextAt(node, anchor.offset)
    : $isElementNode(node)
      ? node.getChildAtIndex(anchor.offset)
      : null;
  let after: LexicalNode[] = first === null ? [] : [first, ...first.getNextSiblings()];
  let parent = $isElementNode(node) ? node : node.getParent();
  while (parent !== null && !parent.is(block)) {
    const rest = parent.getNextSiblings();
    after = after.length === 0 ? rest : [$copyNode(parent).append(...after), ...rest];
    parent = parent.getParent();
  }
  return after;
}

/** The node that begins at an offset of a text node, or what follows the text. */
function $splitTextAt(node: TextNode, offset: number): LexicalNode | null {
  if (offset === 0) return node;
  if (offset === node.getTextContentSize()) return node.getNextSibling();
  return node.splitText(offset)[1] ?? null;
}

/** Backspace before the first letter: the line joins the one above it, its children come along. */
function $backspaceAtStart(selection: RangeSelection): boolean {
  const block = $blockOf(selection.anchor.getNode());
  if (block === null || !$isAtStart(selection.anchor, block)) return false;
  const shape = block.getShape();
  const before = $blockBefore(block);
  if (shape.leaf.kind === 'heading' || shape.leaf.kind === 'rule') {
    block.setShape({ ...shape, leaf: { kind: 'text' } });
    return true;
  }
  if (shape.leaf.kind === 'code' || shape.leaf.kind === 'opaque') return true;
  // A quote is left before its words join those above it, a step at a time.
  if (beginsQuote(shape)) {
    $leaveInnermost(block);
    return true;
  }
  if (before === null || !takesWords(before)) return $leaveOrStay(block, before);
  $join(before, block);
  return true;
}

/** A block whose words another line may be joined to. */
function takesWords(block: BlockNode): boolean {
  const { leaf } = block.getShape();
  return leaf.kind === 'text';
}

/** Where nothing can be joined: an item becomes a paragraph, an empty line goes away. */
function $leaveOrStay(block: BlockNode, before: BlockNode | null): boolean {
  const shape = block.getShape();
  if (openedItem(shape) !== null || shape.opens.length > 0) {
    $unwrap(block);
    return true;
  }
  if (before === null) return true;
  if (block.isEmpty()) {
    before.selectEnd();
    block.remove();
  } else if (before.getShape().leaf.kind === 'rule' || before.isEmpty()) before.remove();
  else if (headingLevel(before) !== null) $join(before, block);
  else before.selectEnd();
  return true;
}

/** Appends a block's words to another block; its children become the other's. */
function $join(target: BlockNode, block: BlockNode): void {
  // The rest of a quote stays one.
  const children = beginsQuote(block.getShape()) ? [] : $runOf(block).slice(1);
  const shift = target.getShape().opens.length + levelOf(target) - levelOf(block) - 1;
  const path = [...target.getShape().inside, ...target.getShape().opens.map(({ kind }) => kind)];
  for (const child of children) {
    const { inside } = child.getShape();
    const rest = inside.slice(levelOf(block) + 1);
    child.setShape({ ...child.getShape(), inside: shift >= -1 ? [...path, ...rest] : rest });
  }
  const count = target.getChildrenSize();
  const last = target.getLastChild();
  if (last === null) target.append(...block.getChildren());
  else {
    const end = target.selectEnd();
    const { key, offset, type } = end.anchor;
    target.append(...block.getChildren());
    if (type === 'text') end.anchor.set(key, offset, 'text');
    else end.anchor.set(target.getKey(), count, 'element');
    end.focus.set(end.anchor.key, end.anchor.offset, end.anchor.type);
  }
  if (last === null) target.selectStart();
  block.remove();
}

/** Delete behind the last letter: the next line joins this one. */
function $deleteAtEnd(selection: RangeSelection): boolean {
  const block = $blockOf(selection.anchor.getNode());
  if (block === null || !$isAtEnd(selection.anchor, block)) return false;
  const next = $blockAfter(block);
  if (next === null) return true;
  if (block.isEmpty() && openedItem(block.getShape()) === null) {
    next.selectStart();
    block.remove();
    return true;
  }
  if (next.getShape().leaf.kind === 'rule') next.remove();
  else if (next.getShape().leaf.kind === 'text' && block.getShape().leaf.kind !== 'opaque')
    $join(block, next);
  return true;
}
