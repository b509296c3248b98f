import { $getNodeByKey, type LexicalEditor, type LexicalNode, type NodeKey } from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';
import { $isSectionNode, type SectionNode } from '../nodes/section-node.ts';
import { isPart } from '../outline.ts';
import { drawBlock, drawSection } from './draw.ts';
import { $lineAt, $linesOf, $sections, type Line } from './lines.ts';

/** Why a block is not shown: the folded block above it, or `null` for what lies outside the zoom. */
type Cover = NodeKey | null;

/** Where a pass over the blocks stands between two of them. */
interface Pass {
  /** The folded block whose parts are being passed. */
  readonly cover: Line | null;
  /** Within the zoom; always, where there is none. */
  readonly inside: boolean;
}

export interface HiddenHost {
  /** The name of the button that unfolds. */
  readonly unfoldLabel: () => string;
  readonly onZoom: () => void;
}

/**
 * What of a note is hidden from the eye: below folded blocks, and outside the block zoomed into.
 *
 * It is no part of the note and of no undo step: only of how it is looked at. What a block's cover
 * is follows from the block before it, so a change costs the sections it touches, and typing words
 * costs nothing. Sections that wait for their nodes are not filled for it. Invariant: `#by` names
 * the cover of every hidden block, save in the sections of `#outside`, hidden as a whole.
 */
export class Hidden {
  readonly #editor: LexicalEditor;
  readonly #host: HiddenHost;
  readonly folded = new Set<NodeKey>();
  readonly #by = new Map<NodeKey, Cover>();
  readonly #outside = new Set<NodeKey>();
  #root: NodeKey | null = null;

  constructor(editor: LexicalEditor, host: HiddenHost) {
    this.#editor = editor;
    this.#host = host;
  }

  /** The block zoomed into; null where the whole note is shown. */
  get root(): NodeKey | null {
    return this.#root;
  }

  /** False while everything is shown: then nothing here has any work. */
  get isAny(): boolean {
    return this.folded.size > 0 || this.#root !== null || this.#by.size > 0;
  }

  /** Shows only a block and its parts; null shows everything. */
  zoom(root: NodeKey | null): void {
    if (root === this.#root) return;
    this.#root = root;
    this.refreshAll();
    this.#host.onZoom();
  }

  /** Shows everything where the block zoomed into is gone. */
  checkRoot(): void {
    const root = this.#root;
    if (root !== null && this.#editor.read(() => $lineAt(root)) === null) this.zoom(null);
  }

  /** The cover of a block; undefined where it is shown. */
  $coverOf(block: BlockNode): Cover | undefined {
    const section = block.getParent();
    if (section !== null && this.#outside.has(section.getKey())) return null;
    return this.#by.get(block.getKey());
  }

  /** True for a block that is folded and not the one zoomed into, which shows its parts. */
  isFolded(key: NodeKey): boolean {
    return key !== this.#root && this.folded.has(key);
  }

  /** All blocks of the note, each with whether it is shown. */
  $rows(): readonly (Line & { readonly isShown: boolean })[] {
    return $sections().flatMap((section) =>
      $linesOf(section).map((line) => ({
        ...line,
        isShown: this.#coverIn(section, line) === undefined,
      })),
    );
  }

  /** The first or the last block that is shown. */
  $edgeShown(edge: 'first' | 'last'): NodeKey | null {
    const inOrder = <Value>(values: readonly Value[]) =>
      edge === 'first' ? values : values.toReversed();
    for (const section of inOrder($sections())) {
      if (this.#outside.has(section.getKey())) continue;
      const line = inOrder($linesOf(section)).find(({ key }) => !this.#by.has(key));
      if (line !== undefined) return line.key;
    }
    return null;
  }

  /** Looks at every section again. */
  refreshAll(): void {
    this.#by.clear();
    this.#outside.clear();
    this.#editor.read(() => {
      let pass = this.#start();
      for (const section of $sections()) pass = this.#$passOver(section, pass);
    });
  }

  /** Looks again at sections whose blocks changed, and at those behind them as far as that matters. */
  refresh(sections: Iterable<NodeKey>): void {
    this.#editor.read(() => {
      for (const key of sections) {
        const section = $getNodeByKey(key);
        if ($isSectionNode(section)) this.#$refreshFrom(section);
      }
    });
  }

  #$refreshFrom(first: SectionNode): void {
    let pass = this.#$passBefore(first);
    for (let section: LexicalNode | null = first; $isSectionNode(section); ) {
      if (section !== first && this.#$isSettled(section, pass)) return;
      pass = this.#$passOver(section, pass);
      section = section.getNextSibling();
    }
  }

  #start(): Pass {
    return { cover: null, inside: this.#root === null };
  }

  /** How a pass from the beginning would come to a section. */
  #$passBefore(section: SectionNode): Pass {
    const before = section.getPreviousSibling();
    const line = $isSectionNode(before) ? $linesOf(before).at(-1) : undefined;
    if (line === undefined || !$isSectionNode(before)) return this.#start();
    const cover = this.#coverIn(before, line);
    if (cover === null) return { cover: null, inside: false };
    if (cover !== undefined) return { cover: $lineAt(cover), inside: true };
    return { cover: this.isFolded(line.key) ? line : null, inside: true };
  }

  #coverIn(section: SectionNode, line: Line): Cover | undefined {
    return this.#outside.has(section.getKey()) ? null : this.#by.get(line.key);
  }

  /** All that follows in a section follows from the cover of its first block. */
  #$isSettled(section: SectionNode, pass: Pass): boolean {
    const [first] = $linesOf(section);
    return first === undefined || this.#coverIn(section, first) === this.#$step(first, pass).cover;
  }

  #$passOver(section: SectionNode, start: Pass): Pass {
    const sectionKey = section.getKey();
    const element = this.#editor.getElementByKey(sectionKey);
    const lines = $linesOf(section);
    this.#outside.delete(sectionKey);
    if (!start.inside && !lines.some(({ key }) => key === this.#root)) {
      this.#outside.add(sectionKey);
      drawSection(element, 0, lines.length);
      return start;
    }
    let pass = start;
    let shown = 0;
    for (const [index, line] of lines.entries()) {
      const step = this.#$step(line, pass);
      pass = step.pass;
      if (step.cover === undefined) shown++;
      this.#take(line, step.cover, this.#$hides(line, lines[index + 1], section));
    }
    drawSection(element, shown, lines.length);
    return pass;
  }

  #$step(line: Line, pass: Pass): { cover: Cover | undefined; pass: Pass } {
    if (line.key === this.#root) return { cover: undefined, pass: { cover: null, inside: true } };
    if (!this.#$isInside(line, pass)) return { cover: null, pass: { cover: null, inside: false } };
    if (pass.cover !== null && isPart(line, pass.cover)) return { cover: pass.cover.key, pass };
    const cover = this.isFolded(line.key) ? line : null;
    return { cover: undefined, pass: { cover, inside: true } };
  }

  #$isInside(line: Line, pass: Pass): boolean {
    if (this.#root === null) return true;
    const root = $lineAt(this.#root);
    return pass.inside && root !== null && isPart(line, root);
  }

  /** Whether a folded block has anything to hide. */
  #$hides(line: Line, next: Line | undefined, section: SectionNode): boolean {
    if (!this.isFolded(line.key)) return false;
    const behind = next === undefined ? section.getNextSibling() : null;
    const below = next ?? ($isSectionNode(behind) ? $linesOf(behind)[0] : undefined);
    return below !== undefined && isPart(below, line);
  }

  #take({ key }: Line, cover: Cover | undefined, hides: boolean): void {
    if (cover === undefined) this.#by.delete(key);
    else this.#by.set(key, cover);
    const element = this.#editor.getElementByKey(key);
    const label = hides && cover === undefined ? this.#host.unfoldLabel : null;
    if (element !== null) drawBlock(element, cover !== undefined, label);
  }
}
