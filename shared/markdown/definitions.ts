import { decodeText } from './inline/entity.ts';
import { type Definitions, type LinkTarget, normaliseLabel } from './inline/index.ts';
import type { ReadBlock } from './read/leaf.ts';

/**
 * The link definitions and footnotes of a note.
 *
 * Of several with one label the first holds (CommonMark 0.31, section 4.7).
 */
export class NoteDefinitions implements Definitions {
  private readonly targets = new Map<string, LinkTarget>();
  private readonly footnotes = new Set<string>();

  has(label: string): boolean {
    return this.targets.has(label) || this.footnotes.has(label);
  }

  get(label: string): LinkTarget | undefined {
    return this.targets.get(label);
  }

  /** True where both define the same. */
  equals(other: NoteDefinitions): boolean {
    return this.description() === other.description();
  }

  private description(): string {
    return JSON.stringify([[...this.targets].sort(), [...this.footnotes].sort()]);
  }

  /** Takes what a block defines, in the order of the note. */
  add(block: Pick<ReadBlock, 'leaf' | 'opens'>): void {
    for (const container of block.opens) {
      if (container.kind === 'footnote') this.footnotes.add(`^${normaliseLabel(container.label)}`);
    }
    const { leaf } = block;
    if (leaf.kind !== 'definition') return;
    const label = normaliseLabel(leaf.label);
    if (this.targets.has(label)) return;
    const title = leaf.title === null ? null : decodeText(leaf.title.replace(/\n[ \t]+/g, '\n'));
    this.targets.set(label, { url: decodeText(leaf.url), title: title === '' ? null : title });
  }
}
