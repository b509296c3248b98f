/**
 * The shape of a note: a flat sequence of blocks.
 *
 * Nesting is written on each block (`inside` and `opens`), never as a tree, so that an edit
 * of one block cannot dirty another one. See ARCHITECTURE.md, "Markdown that is never rewritten".
 */

/** A run of inline content. Equal content is equal data: compare with `inlinesEqual`. */
export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly marks: readonly Mark[] }
  /** An image, `![alt](url "title")` or by reference. */
  | {
      readonly type: 'image';
      readonly alt: string;
      readonly url: string;
      readonly title: string | null;
      readonly marks: readonly Mark[];
    }
  /** A line end inside a block; hard when it is one that Markdown renders as a break. */
  | { readonly type: 'break'; readonly hard: boolean; readonly marks: readonly Mark[] }
  /** Inline source that is not modelled (HTML, footnote references), kept verbatim. */
  | { readonly type: 'source'; readonly source: string; readonly marks: readonly Mark[] };

/**
 * A property of a run. A run carries at most one mark of each type; the order in `marks` is
 * always: link, strong, emphasis, strike, code. Delimiters are style, not content: they are
 * looked up in the source when a block is printed and are not part of a mark.
 */
export type Mark =
  | { readonly type: 'link'; readonly url: string; readonly title: string | null }
  | { readonly type: 'strong' }
  | { readonly type: 'emphasis' }
  | { readonly type: 'strike' }
  | { readonly type: 'code' };

/** What holds blocks: a list item, a quote, a footnote definition. */
export type ContainerKind = 'item' | 'quote' | 'footnote';

/** A container at the block that begins it. */
export type Container =
  | {
      readonly kind: 'item';
      /** The marker without blanks: `-`, `*`, `+`, `3.`, `3)`. */
      readonly marker: string;
      /** The task box, or null where there is none. */
      readonly task: 'open' | 'done' | null;
    }
  | { readonly kind: 'quote' }
  | { readonly kind: 'footnote'; readonly label: string };

/** What a block says, without where it stands. */
export type BlockBody =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3 | 4 | 5 | 6;
      readonly content: readonly Inline[];
    }
  /** A fenced or indented code block; `text` has `\n` between its lines and none at its end. */
  | { readonly kind: 'code'; readonly info: string; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'table'; readonly table: Table }
  /** Raw HTML, a link definition, front matter, or anything shown as source; verbatim, `\n` between lines. */
  | { readonly kind: 'html'; readonly text: string }
  | { readonly kind: 'definition'; readonly text: string }
  | { readonly kind: 'frontMatter'; readonly text: string }
  | { readonly kind: 'source'; readonly text: string };

/**
 * A GFM table. The first row is the head.
 *
 * Every row has the cells it was written with: fewer than `align` are shown as empty ones, more
 * are not shown (GFM, section 4.10), but an edit beside them must not lose them.
 */
export interface Table {
  readonly align: readonly ('left' | 'right' | 'center' | null)[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

/**
 * One block of a note.
 *
 * `inside` are the kinds of the containers, outermost first, that earlier blocks began and that
 * still hold this one; `opens` are those that begin here. An outline item is a block that opens
 * an item; an empty item is a paragraph without content. The item's other paragraphs, code and so
 * on follow it with one more `item` in `inside`.
 */
export interface Block {
  readonly inside: readonly ContainerKind[];
  readonly opens: readonly Container[];
  readonly body: BlockBody;
  /** The lines this block was read from; null for a block made in the editor. */
  readonly source: Source | null;
}

/** The bytes behind a block, and what they said when they were read. */
export interface Source {
  /** The lines between the block before and this one, verbatim: blank, or nothing but prefixes. */
  readonly lead: string;
  /** The block's own lines, verbatim, with their line ends; never its children's. */
  readonly text: string;
  /** Columns that the containers in `inside` take on the first line of `text`. */
  readonly margin: number;
  /** The same object for all blocks of one reading: places of different ones cannot be compared. */
  readonly reading: object;
  /** The block's place in the note it was read from, counted from 0. */
  readonly place: number;
  /** What met in front of it there; see `gapKind`. */
  readonly gap: string;
  /** The fingerprint of `inside`, `opens` and `body` at that time; equal means: print `text`. */
  readonly fingerprint: string;
}

/** A whole note. The texts of all blocks in order, between `bom` and `tail`, are the file. */
export interface Note {
  /** The byte order mark, or nothing. */
  readonly bom: string;
  readonly blocks: readonly Block[];
  /** What follows the last block: blank lines. */
  readonly tail: string;
  /** How this file writes what it leaves open; used for new blocks that have no neighbour to copy. */
  readonly style: NoteStyle;
}

/** A file's habits, read once; see `readStyle`. */
export interface NoteStyle {
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly finalLineEnd: boolean;
  readonly bullet: '-' | '*' | '+';
  /** One step of list indentation, as written: spaces or a tab. */
  readonly indent: string;
  /** Blank lines between blocks by what meets there (`gapKind`), where the file has a habit. */
  readonly gaps: Readonly<Record<string, number>>;
  /** True where a blank line stands before any item of a list but its first. */
  readonly hasLooseLists: boolean;
  /** Delimiters of marks. */
  readonly inline: {
    readonly emphasis: '*' | '_';
    readonly strong: '**' | '__';
    readonly strike: '~~' | '~';
    readonly hardBreak: '\\' | '  ';
  };
  readonly fence: '```' | '~~~';
  /** The line below headings of levels 1 and 2 where they are underlined, else null. */
  readonly underlines: readonly [string | null, string | null];
}
