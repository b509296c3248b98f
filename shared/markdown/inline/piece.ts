import type { Mark } from '../model.ts';

/**
 * A stretch of inline source and what it means.
 *
 * The pieces of a source lie end to end from its first character to its last: nothing of the
 * source is without a piece, so an edit can keep every byte that it does not concern.
 */
export type Piece =
  /**
   * Text. Where `text` is as long as the source, every character stands for the one at its place;
   * otherwise the piece is an escape or an entity and cannot be cut.
   */
  | { readonly kind: 'text'; readonly from: number; readonly to: number; readonly text: string }
  /** The delimiter that begins a mark. */
  | { readonly kind: 'open'; readonly from: number; readonly to: number; readonly mark: Mark }
  /** The delimiter that ends a mark; `label` is that of a link by reference, as written. */
  | {
      readonly kind: 'close';
      readonly from: number;
      readonly to: number;
      readonly mark: Mark;
      readonly label: string | null;
    }
  | ImagePiece
  | { readonly kind: 'break'; readonly from: number; readonly to: number; readonly hard: boolean }
  /** Raw HTML, a footnote reference, a link without text: kept as it is written. */
  | { readonly kind: 'source'; readonly from: number; readonly to: number }
  /** Blanks at the ends of the source, which mean nothing. */
  | { readonly kind: 'blank'; readonly from: number; readonly to: number };

export interface ImagePiece {
  readonly kind: 'image';
  readonly from: number;
  readonly to: number;
  readonly alt: string;
  readonly url: string;
  readonly title: string | null;
  /** Where the part after the alt text begins: `](url)`, `][label]` or `]`. */
  readonly tail: number;
  /** The label of an image by reference, as written. */
  readonly label: string | null;
}

/** Where inline source stands; it decides what can be written and what must be escaped there. */
export type InlinePosition =
  /** The text of a paragraph: its lines could begin any block. */
  | 'paragraph'
  /** The first paragraph of a list item: `[ ] ` would be read as a task box. */
  | 'item'
  /** After a task box: the first line cannot begin a block any more. */
  | 'task'
  /** An ATX heading: one line, and number signs at its end vanish. */
  | 'heading'
  /** A table cell: one line, and every `|` is escaped, even in code. */
  | 'cell';
