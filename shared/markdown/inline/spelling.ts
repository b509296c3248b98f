import type { Inline, Mark } from '../model.ts';
import { sameMark } from './compare.ts';
import type { InlineStyle } from './context.ts';
import type { Former, Span } from './former.ts';
import { autolinkAt } from './html.ts';
import { type Definitions, normaliseLabel } from './label.ts';
import { altSource, codeDelimiters, resourceSource } from './link-source.ts';
import { hasMark } from './normalise.ts';
import type { ImagePiece, InlinePosition, Piece } from './piece.ts';

export type LinkMark = Extract<Mark, { type: 'link' }>;
type Image = Extract<Inline, { type: 'image' }>;

/** A mark with the source of its delimiters. */
export type Delimiters = Pick<Span, 'mark' | 'open' | 'close'>;

/** How to spell what is new. */
export interface Manner {
  readonly style: InlineStyle;
  /** Whether `[text]` may stand for `[text][text]`; before another bracket it may not. */
  readonly labels: 'short' | 'full';
}

/** Where a mark begins. */
export interface Place {
  readonly inline: Inline;
  /** The mark covers this run only. */
  readonly alone: boolean;
  /** No other mark begins inside it here. */
  readonly innermost: boolean;
  /** The spans of the source that follows. */
  readonly following: readonly Span[];
}

/** Spells marks and images as the block did before, else in the file's style. */
export class Spelling {
  private readonly former: Former | null;
  private readonly definitions: Definitions;
  private readonly position: InlinePosition;
  private readonly manner: Manner;
  /** The first former link, and the first image, to each target: each new one asks for its own. */
  private links: ReadonlyMap<string, Span> | null = null;
  private images: ReadonlyMap<string, ImagePiece> | null = null;

  constructor(
    former: Former | null,
    context: { readonly definitions: Definitions; readonly position: InlinePosition },
    manner: Manner,
  ) {
    this.former = former;
    this.definitions = context.definitions;
    this.position = context.position;
    this.manner = manner;
  }

  /** The source of a hard break. */
  get hardBreak(): string {
    return `${this.manner.style.hardBreak}\n`;
  }

  /** The delimiters of a mark that begins here. */
  delimiters(mark: Mark, place: Place): Delimiters {
    const beside = place.following.find((span) => sameMark(span.mark, mark));
    if (beside !== undefined && mark.type !== 'link') return beside;
    switch (mark.type) {
      case 'code':
        return { mark, ...codeDelimiters(place.inline.type === 'text' ? place.inline.text : '') };
      case 'link':
        return this.linkDelimiters(mark, place);
      default: {
        const delimiter = this.manner.style[mark.type];
        return { mark, open: delimiter, close: delimiter };
      }
    }
  }

  /** An image, with the resource or label that the block already has for it. */
  image(image: Image): string {
    const alt = this.fit(altSource(image.alt, this.definitions));
    const { former } = this;
    this.images ??= new Map(former?.pieces.flatMap(imageAt).reverse());
    const known = this.images.get(targetKey(image));
    if (known === undefined || former === null) {
      return `![${alt}]${this.resource(image.url, image.title)}`;
    }
    const tail = former.source.slice(known.tail, known.to);
    return `![${alt}${known.label === null ? tail : `][${known.label}]`}`;
  }

  /** Source as it must stand in a table cell, where every bar is escaped. */
  fit(source: string): string {
    return this.position === 'cell' ? source.replaceAll('|', '\\|') : source;
  }

  private linkDelimiters(mark: LinkMark, place: Place): Delimiters {
    const { inline } = place;
    if (place.alone && place.innermost && isAutolink(inline, mark)) {
      return { mark, open: '<', close: '>' };
    }
    const known = this.knownLink(mark);
    if (known === undefined) {
      return { mark, open: '[', close: `]${this.resource(mark.url, mark.title)}` };
    }
    const keepsClose = known.label === null || this.isNamed(known.label, place);
    return { mark, open: '[', close: keepsClose ? known.close : `][${known.label}]` };
  }

  /** A short reference names its target by its source: anything else needs the full form. */
  private isNamed(label: string, { inline, alone, innermost }: Place): boolean {
    if (this.manner.labels === 'full' || !alone || !innermost) return false;
    if (inline.type !== 'text' || hasMark(inline, 'code')) return false;
    return normaliseLabel(label) === normaliseLabel(inline.text);
  }

  private knownLink(mark: LinkMark): Span | undefined {
    this.links ??= new Map([...(this.former?.spans.values() ?? [])].flatMap(linkAt).reverse());
    return this.links.get(targetKey(mark));
  }

  private resource(url: string, title: string | null): string {
    return this.fit(resourceSource(url, title));
  }
}

function targetKey({ url, title }: Pick<LinkMark, 'url' | 'title'>): string {
  return JSON.stringify([url, title]);
}

function linkAt(span: Span): [string, Span][] {
  return span.mark.type === 'link' && span.open === '[' ? [[targetKey(span.mark), span]] : [];
}

function imageAt(piece: Piece): [string, ImagePiece][] {
  return piece.kind === 'image' ? [[targetKey(piece), piece]] : [];
}

/** True where `<text>` is an autolink to just this target. */
export function isAutolink(inline: Inline, mark: LinkMark): boolean {
  if (inline.type !== 'text' || hasMark(inline, 'code') || mark.title !== null) return false;
  const found = autolinkAt(`<${inline.text}>`, 0);
  return found?.url === mark.url && found.to === inline.text.length + 2;
}
