import type { LexicalEditor, NodeKey } from 'lexical';
import { mergeRegister } from 'lexical';
import { BlockNode } from '../nodes/block-node.ts';
import { colouredSpans, type Span } from './spans.ts';

/** A block is coloured again this long after the last key in it. */
const REST_MS = 150;
/** Longer code stays plain: colouring it would be felt. */
const LONGEST = 40_000;
/** Code this far outside the view is coloured already, in pixels. */
const NEAR_PX = 400;

/**
 * Colours code near the view.
 *
 * It paints ranges over the text with the CSS Custom Highlight API: no element is made, so caret,
 * composition and undo know nothing of it. The grammars are loaded with the first code that is seen.
 */
export function registerHighlight(editor: LexicalEditor): () => void {
  const painter = new Painter(editor);
  return mergeRegister(
    editor.registerMutationListener(BlockNode, (mutations) => {
      for (const [key, mutation] of mutations) painter.track(key, mutation === 'destroyed');
    }),
    editor.registerUpdateListener(({ dirtyElements }) => {
      for (const key of dirtyElements.keys()) painter.changed(key);
    }),
    () => painter.dispose(),
  );
}

class Painter {
  readonly #editor: LexicalEditor;
  readonly #elements = new Map<NodeKey, HTMLElement>();
  readonly #keys = new WeakMap<Element, NodeKey>();
  readonly #seen = new Set<NodeKey>();
  readonly #waiting = new Set<NodeKey>();
  readonly #painted = new Map<NodeKey, readonly Painted[]>();
  readonly #views: IntersectionObserver;
  /** Colours that the system forces: in them all that is painted over text looks selected. */
  readonly #forced = window.matchMedia('(forced-colors: active)');
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(editor: LexicalEditor) {
    this.#editor = editor;
    this.#views = new IntersectionObserver((entries) => this.#onViews(entries), {
      rootMargin: `${NEAR_PX}px`,
    });
    this.#forced.addEventListener('change', this.#onForced);
  }

  /** Notes a block that came, changed its kind or went. */
  track(key: NodeKey, isGone: boolean): void {
    const element = isGone ? null : this.#editor.getElementByKey(key);
    const isCode = element?.dataset.leaf === 'code';
    const known = this.#elements.get(key);
    if (known !== undefined && (known !== element || !isCode)) {
      this.#views.unobserve(known);
      this.#elements.delete(key);
      this.#seen.delete(key);
      this.#erase(key);
    }
    if (element === null || !isCode) return;
    if (known !== element) {
      this.#elements.set(key, element);
      this.#keys.set(element, key);
      this.#views.observe(element);
    }
    this.changed(key);
  }

  /** Has a block coloured again when the keys rest. */
  changed(key: NodeKey): void {
    if (!this.#seen.has(key)) return;
    this.#waiting.add(key);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#paintWaiting(), REST_MS);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#forced.removeEventListener('change', this.#onForced);
    this.#views.disconnect();
    for (const key of [...this.#painted.keys()]) this.#erase(key);
  }

  readonly #onForced = (): void => {
    for (const key of this.#seen) this.changed(key);
  };

  #onViews(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const key = this.#keys.get(target);
      if (key === undefined) continue;
      if (isIntersecting) {
        this.#seen.add(key);
        this.changed(key);
      } else {
        this.#seen.delete(key);
        this.#erase(key);
      }
    }
  }

  #paintWaiting(): void {
    this.#timer = null;
    // What is being composed is no text yet; the update that ends it brings us back here.
    if (this.#editor.isComposing()) return;
    const keys = [...this.#waiting];
    this.#waiting.clear();
    for (const key of keys) void this.#paint(key);
  }

  async #paint(key: NodeKey): Promise<void> {
    const element = this.#elements.get(key);
    const language = element?.dataset.info ?? '';
    if (element === undefined) return;
    const texts = textsOf(element);
    const code = texts.map(({ text }) => text).join('');
    const isPlain = code.length > LONGEST || this.#forced.matches;
    const spans = isPlain ? [] : await colouredSpans(code, language);
    if (this.#editor.isComposing() || !this.#seen.has(key)) return;
    // While the grammars were loading, keys may have gone down.
    if (code !== textsOf(element).reduce((whole, { text }) => whole + text, '')) {
      this.changed(key);
      return;
    }
    this.#erase(key);
    this.#painted.set(key, paintSpans(texts, spans));
  }

  #erase(key: NodeKey): void {
    for (const { kind, range } of this.#painted.get(key) ?? [])
      CSS.highlights.get(highlightName(kind))?.delete(range);
    this.#painted.delete(key);
  }
}

interface Painted {
  readonly kind: string;
  readonly range: Range;
}

/** A stretch of code in the page; a line end has no text node. */
interface CodeText {
  readonly node: Text | null;
  readonly text: string;
}

function textsOf(element: HTMLElement): readonly CodeText[] {
  const texts: CodeText[] = [];
  for (const child of element.childNodes) {
    if (child.nodeName === 'BR') {
      // The break that keeps an empty last line open is no line end of the code.
      if (!(child as HTMLElement).hasAttribute('data-lexical-managed-linebreak'))
        texts.push({ node: null, text: '\n' });
      continue;
    }
    const { firstChild } = child;
    if (firstChild instanceof Text) texts.push({ node: firstChild, text: firstChild.data });
  }
  return texts;
}

function paintSpans(texts: readonly CodeText[], spans: readonly Span[]): readonly Painted[] {
  const painted: Painted[] = [];
  let at = 0;
  let begin = 0;
  for (const { from, to, kind } of spans) {
    while (at < texts.length && begin + (texts[at]?.text.length ?? 0) <= from)
      begin += texts[at++]?.text.length ?? 0;
    // A span of several lines is a range in each.
    for (let index = at, start = begin; index < texts.length && start < to; index++) {
      const { node, text } = texts[index] ?? { node: null, text: '' };
      if (node !== null) {
        const range = document.createRange();
        range.setStart(node, Math.max(0, from - start));
        range.setEnd(node, Math.min(text.length, to - start));
        highlightOf(kind).add(range);
        painted.push({ kind, range });
      }
      start += text.length;
    }
  }
  return painted;
}

function highlightName(kind: string): string {
  return `code-${kind}`;
}

function highlightOf(kind: string): Highlight {
  const name = highlightName(kind);
  const known = CSS.highlights.get(name);
  if (known !== undefined) return known;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}
