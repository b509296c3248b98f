import { $getNodeByKey, $getRoot, type NodeKey } from 'lexical';
import { plainText } from '../../../shared/note/plain-text.ts';
import { $isBlockNode } from '../nodes/block-node.ts';
import { $isSectionNode, type SectionNode } from '../nodes/section-node.ts';
import { isPart, type Standing, standingOf } from '../outline.ts';

/** A block by its key and where it stands; whether it has a node yet or waits does not matter. */
export interface Line extends Standing {
  readonly key: NodeKey;
}

/** The blocks of a section, in order. */
export function $linesOf(section: SectionNode): readonly Line[] {
  const waiting = section.getWaiting();
  if (waiting !== null)
    return waiting.blocks.map(({ inside, opens, body }, index) => ({
      key: waiting.keys[index] ?? '',
      inside,
      opens,
      heading: body.kind === 'heading' ? body.level : null,
    }));
  return section
    .getChildren()
    .filter($isBlockNode)
    .map((block) => ({ key: block.getKey(), ...standingOf(block) }));
}

/** The sections of the note, in order. */
export function $sections(): readonly SectionNode[] {
  return $getRoot().getChildren().filter($isSectionNode);
}

/** The section of a block, as a list of one; empty where the note does not have it (any more). */
export function $sectionOf(key: NodeKey): readonly NodeKey[] {
  const node = $getNodeByKey(key);
  const section = $isBlockNode(node) && node.isAttached() ? node.getParent() : $waitsIn(key);
  return section === null ? [] : [section.getKey()];
}

function $waitsIn(key: NodeKey): SectionNode | null {
  return $sections().find((section) => section.getWaiting()?.keys.includes(key) === true) ?? null;
}

/** The block with a key; null where the note does not have it (any more). */
export function $lineAt(key: NodeKey): Line | null {
  const node = $getNodeByKey(key);
  if ($isBlockNode(node) && node.isAttached()) return { key, ...standingOf(node) };
  const section = $waitsIn(key);
  return section === null ? null : ($linesOf(section).find((line) => line.key === key) ?? null);
}

/** The words of a block. */
export function $wordsOf(key: NodeKey): string {
  const node = $getNodeByKey(key);
  if (node !== null) return node.getTextContent();
  const waiting = $waitsIn(key)?.getWaiting();
  const body = waiting?.blocks[waiting.keys.indexOf(key)]?.body;
  return body?.kind === 'paragraph' || body?.kind === 'heading' ? plainText(body.content) : '';
}

/** A block with all that hold it, outermost first; empty where the note does not have it. */
export function $pathTo(key: NodeKey): readonly Line[] {
  const path: Line[] = [];
  for (const section of $sections()) {
    for (const line of $linesOf(section)) {
      while (path.length > 0 && !isPart(line, path.at(-1) ?? line)) path.pop();
      path.push(line);
      if (line.key === key) return path;
    }
  }
  return [];
}
