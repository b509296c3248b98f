import type { LexicalEditor } from 'lexical';
import type { MirroredNote } from '../mirrored-note.ts';
import { scrollerOf } from '../view.ts';
import type { Match } from './search.ts';

/** Names of the highlights; their colours are in editor.css. */
const ALL = 'find-match';
const CURRENT = 'find-current';
/** So many blocks around the view are painted; a note may have ten thousand matches. */
const AROUND = 150;
/** Where in the view a block is looked for; between two blocks there is none. */
const SAMPLES = [0.5, 0.3, 0.7, 0.1];

/**
 * Paints matches over the words without touching the page's elements.
 *
 * Static ranges: the browser would keep live ones true on every key, thousands of them. So what is
 * painted is painted anew when the note has come to rest, and around the view when it scrolls.
 */
export class MatchPaint {
  readonly #editor: LexicalEditor;
  readonly #shown: () => MirroredNote;
  #matches: readonly Match[] = [];
  #current = -1;
  #frame: number | null = null;
  #scroller: HTMLElement | null = null;

  constructor(editor: LexicalEditor, shown: () => MirroredNote) {
    this.#editor = editor;
    this.#shown = shown;
  }

  paint(matches: readonly Match[], current: number): void {
    this.#matches = matches;
    this.#current = current;
    this.#follow(matches.length > 0 ? scrollerOf(this.#editor) : null);
    if (matches.length > 0) this.#soon();
    else {
      CSS.highlights.delete(ALL);
      CSS.highlights.delete(CURRENT);
    }
  }

  #follow(scroller: HTMLElement | null): void {
    if (scroller === this.#scroller) return;
    this.#scroller?.removeEventListener('scroll', this.#soon);
    scroller?.addEventListener('scroll', this.#soon, { passive: true });
    this.#scroller = scroller;
  }

  readonly #soon = (): void => {
    if (this.#frame !== null) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.#paintNow();
    });
  };

  #paintNow(): void {
    if (this.#matches.length === 0) return;
    const { keys } = this.#shown();
    const middle = this.#blockInView();
    const current = this.#matches[this.#current];
    const all = new Highlight();
    const visited = new Highlight();
    for (const match of this.#matches) {
      const isCurrent = match === current;
      if (!isCurrent && Math.abs(match.index - middle) > AROUND) continue;
      const element = this.#editor.getElementByKey(keys[match.index] ?? '');
      const range = element === null ? null : rangeIn(element, match);
      if (range !== null) (isCurrent ? visited : all).add(range);
    }
    CSS.highlights.set(ALL, all);
    CSS.highlights.set(CURRENT, visited);
  }

  /** The index of a block that is in view; the visited one's where there is none. */
  #blockInView(): number {
    const box = scrollerOf(this.#editor)?.getBoundingClientRect();
    for (const share of SAMPLES) {
      if (box === undefined) break;
      const y = box.top + box.height * share;
      const block = document.elementFromPoint(box.left + box.width / 2, y)?.closest('.block');
      if (block == null) continue;
      const { keys } = this.#shown();
      const index = keys.findIndex((key) => this.#editor.getElementByKey(key) === block);
      if (index >= 0) return index;
    }
    return this.#matches[this.#current]?.index ?? 0;
  }
}

/** A match as a range of the page; null where the element shows other words by now. */
function rangeIn(element: Element, { from, to }: Match): StaticRange | null {
  const start = pointAt(element, from, false);
  const end = pointAt(element, to, true);
  if (start === null || end === null) return null;
  return new StaticRange({
    startContainer: start.node,
    startOffset: start.offset,
    endContainer: end.node,
    endOffset: end.offset,
  });
}

/** A break of the note, and not the one that Lexical puts into an empty line for the caret. */
function isBreak(element: HTMLBRElement): boolean {
  return Object.keys(element).some((name) => name.startsWith('__lexicalKey'));
}

/** The text node at an offset of a block's words; at a border the one that ends there, if `ends`. */
function pointAt(element: Element, offset: number, ends: boolean) {
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    {
      acceptNode: (node) =>
        node instanceof HTMLElement && node.contentEditable === 'false'
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    },
  );
  let passed = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) {
      const size = node.data.length;
      if (ends ? offset <= passed + size : offset < passed + size)
        return { node, offset: offset - passed };
      passed += size;
    } else if (node instanceof HTMLBRElement && isBreak(node)) passed += 1;
  }
  return null;
}
