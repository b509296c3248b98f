import type { Container, ContainerKind } from '../model.ts';
import type { Frame } from './frame.ts';
import type { HtmlKind } from './html.ts';
import type { FenceStart } from './one-line.ts';
import type { Alignment } from './table.ts';

/** What a block says as far as its lines tell; inline text is still source. */
export type ReadLeaf =
  | { readonly kind: 'paragraph'; readonly content: string }
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3 | 4 | 5 | 6;
      readonly content: string;
    }
  | { readonly kind: 'code'; readonly info: string; readonly text: string }
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'table';
      readonly align: readonly Alignment[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'html'; readonly text: string; readonly unclosed: HtmlKind | null }
  | {
      readonly kind: 'definition';
      readonly text: string;
      readonly label: string;
      readonly url: string;
      readonly title: string | null;
    }
  | { readonly kind: 'frontMatter'; readonly text: string };

/** One block as the reader finds it. */
export interface ReadBlock {
  /** Lines between the block before and this one, verbatim. */
  readonly lead: string;
  /** The block's own lines, verbatim. */
  readonly text: string;
  /** How many lines `lead` and `text` have together. */
  readonly lines: number;
  readonly inside: readonly ContainerKind[];
  readonly opens: readonly Container[];
  readonly leaf: ReadLeaf;
  /** Columns that the containers in `inside` take on the block's first line. */
  readonly margin: number;
  /** The containers that are open right after the block's last line. */
  readonly after: Frame | null;
  /** True where the text goes on so that the next line may still belong to this block. */
  readonly open: boolean;
}

/** A line of a leaf that is still being read. */
export interface LeafLine {
  readonly raw: string;
  /** Its text behind the prefixes of its containers. */
  readonly text: string;
  /** Set where it goes on with a paragraph by its indentation alone: it cannot be a table's head. */
  readonly deep?: true;
}

interface Begun {
  readonly lines: LeafLine[];
  /** The column where its containers end. */
  readonly margin: number;
}

/** A leaf whose next line is not known yet. */
export type OpenLeaf =
  | (Begun & {
      readonly kind: 'content';
      /** Index of the first line that may be a table's head. */
      head: number;
    })
  | (Begun & {
      readonly kind: 'fence';
      readonly start: FenceStart;
      readonly indent: number;
      closed: boolean;
    })
  | (Begun & { readonly kind: 'indented' })
  | (Begun & { readonly kind: 'html'; readonly html: HtmlKind; closed: boolean })
  | (Begun & { readonly kind: 'table'; readonly align: readonly Alignment[] })
  | (Begun & { readonly kind: 'frontMatter'; closed: boolean });

/** True while no container can begin inside a leaf, whatever its lines look like. */
export function isConcrete(leaf: OpenLeaf | null): boolean {
  return leaf?.kind === 'fence' || leaf?.kind === 'html' || leaf?.kind === 'frontMatter';
}

/** True while an item needs text, and a number must be 1, to begin. */
export function resistsItems(leaf: OpenLeaf | null): boolean {
  return leaf?.kind === 'content' || leaf?.kind === 'indented';
}
