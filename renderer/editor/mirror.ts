import { $getRoot, type EditorState, type LexicalEditor, type NodeKey } from 'lexical';
import { invariant } from '../../shared/assert.ts';
import type { Block } from '../../shared/markdown/model.ts';
import { MirroredNote, type MirroredSection } from './mirrored-note.ts';
import { $isBlockNode } from './nodes/block-node.ts';
import { $blockOfNode } from './nodes/blocks.ts';
import { $isSectionNode, type SectionNode } from './nodes/section-node.ts';

/**
 * Keeps the editor's blocks as plain data, reading again only what changed.
 *
 * Invariant: a block whose node was not dirty since the last `read` is the same object as then, and
 * so is a section of which no block was, so that what follows finds the change by comparing references.
 */
export class Mirror {
  readonly #blocks = new Map<NodeKey, Block>();
  readonly #sections = new Map<NodeKey, MirroredSection>();
  #dirty = new Set<NodeKey>();

  /** Registers the blocks that the editor was filled with; their nodes need no reading. */
  adopt(keys: readonly NodeKey[], blocks: readonly Block[]): void {
    for (const [index, key] of keys.entries()) {
      const block = blocks[index];
      invariant(block !== undefined, 'a key for each block');
      this.#blocks.set(key, block);
      this.#dirty.delete(key);
    }
    // They hold the blocks that were there before.
    this.#sections.clear();
  }

  /** Notes what an update touched. */
  touch(elements: Iterable<NodeKey>): void {
    for (const key of elements) this.#dirty.add(key);
  }

  /** Takes the touched keys away, to read a state that does not have the newest of them yet. */
  takeDirty(): ReadonlySet<NodeKey> {
    const dirty = this.#dirty;
    this.#dirty = new Set();
    return dirty;
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** Reads the note from a state, given what was touched since the last reading. */
  read(editor: LexicalEditor, state: EditorState, dirty: ReadonlySet<NodeKey>): MirroredNote {
    return state.read(() => this.#$read(dirty), { editor });
  }

  #$read(dirty: ReadonlySet<NodeKey>): MirroredNote {
    const sections = $getRoot()
      .getChildren()
      .filter($isSectionNode)
      .map((section) => this.#$sectionOf(section, dirty));
    const count = sections.reduce((sum, { keys }) => sum + keys.length, 0);
    const note = new MirroredNote(sections);
    if (this.#blocks.size > count * 2 + 64) this.#forgetAllBut(new Set(note.keys));
    return note;
  }

  #$sectionOf(section: SectionNode, dirty: ReadonlySet<NodeKey>): MirroredSection {
    const sectionKey = section.getKey();
    const known = this.#sections.get(sectionKey);
    if (known !== undefined && !dirty.has(sectionKey)) return known;
    const waiting = section.getWaiting();
    const keys: NodeKey[] = waiting === null ? [] : [...waiting.keys];
    // Also where a block is known: it may have been edited, and the edit undone with its node.
    for (const [index, block] of (waiting?.blocks ?? []).entries())
      this.#blocks.set(keys[index] ?? '', block);
    for (const child of section.getChildren()) {
      if (!$isBlockNode(child)) continue;
      const key = child.getKey();
      keys.push(key);
      if (dirty.has(key) || !this.#blocks.has(key)) this.#blocks.set(key, $blockOfNode(child));
    }
    const read = { keys, blocks: keys.map((key) => this.#blockOf(key)) };
    this.#sections.set(sectionKey, read);
    return read;
  }

  #blockOf(key: NodeKey): Block {
    const block = this.#blocks.get(key);
    invariant(block !== undefined, 'a section knows only blocks that were read');
    return block;
  }

  /** Nodes that undo may bring back are read again then; keeping their blocks would be a leak. */
  #forgetAllBut(keys: ReadonlySet<NodeKey>): void {
    for (const key of this.#blocks.keys()) if (!keys.has(key)) this.#blocks.delete(key);
  }
}
