import type { NodeKey } from 'lexical';
import type { Block } from '../../shared/markdown/model.ts';

/** A run of blocks as the editor shows them, each with the key of its node. Never changed once made. */
export interface MirroredSection {
  readonly blocks: readonly Block[];
  readonly keys: readonly NodeKey[];
}

/**
 * The note as the editor shows it: its blocks in order, each with the key of its node.
 *
 * In sections, so that what follows a key (printing, the talks panel) finds the change by comparing
 * some hundred references and not ten thousand. Whoever asks for all blocks gets them joined, once.
 */
export class MirroredNote {
  readonly sections: readonly MirroredSection[];
  #blocks: readonly Block[] | null = null;
  #keys: readonly NodeKey[] | null = null;

  constructor(sections: readonly MirroredSection[]) {
    this.sections = sections;
  }

  get blocks(): readonly Block[] {
    this.#blocks ??= this.sections.flatMap(({ blocks }) => blocks);
    return this.#blocks;
  }

  get keys(): readonly NodeKey[] {
    this.#keys ??= this.sections.flatMap(({ keys }) => keys);
    return this.#keys;
  }

  /** The place of a block in the note, by the key of its node; -1 for one that is not in it. */
  indexOf(key: NodeKey): number {
    let before = 0;
    for (const { keys } of this.sections) {
      const index = keys.indexOf(key);
      if (index >= 0) return before + index;
      before += keys.length;
    }
    return -1;
  }
}
