import {
  defaultKeymap,
  history,
  historyKeymap,
  indentWithTab,
  redo,
  undo,
} from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { indentUnit } from '@codemirror/language';
import { EditorState, type StateEffect, type Text, Transaction } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { markdownColours } from './colours.ts';
import { type Found, foundPlaces, setFound } from './found.ts';
import { SOURCE_LOOK } from './look.ts';

/** What the source view tells. */
export interface SourceViewHost {
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly onChange: () => void;
  /** Text or selection changed. */
  readonly onMove: () => void;
  readonly onComposing: (composing: boolean) => void;
  /** Image files were pasted or dropped. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** A part of the text that is put in another one's place. */
export interface SourceChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/**
 * The whole note as Markdown, in CodeMirror.
 *
 * It lives in a shadow root: there its styles are constructed sheets, which the content security
 * policy allows; in the page they would be style elements, which it does not.
 */
export class SourceView {
  readonly element: HTMLElement;
  readonly #view: EditorView;
  readonly #host: SourceViewHost;
  /** The text before the composition that is going on. */
  #held: Text | null = null;
  #waiting: (() => void)[] = [];
  /** What was in view of which text when the element left the page. */
  #kept: { readonly doc: Text; readonly view: StateEffect<unknown> } | null = null;
  #read: { readonly doc: Text; readonly text: string } | null = null;

  constructor(host: SourceViewHost, source: string, caret: number) {
    this.#host = host;
    this.element = document.createElement('div');
    this.element.dataset.source = 'true';
    this.element.className = 'note-source';
    const root = this.element.attachShadow({ mode: 'open' });
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: source,
        selection: { anchor: Math.min(caret, source.length) },
        extensions: [this.#extensions(), SOURCE_LOOK],
      }),
    });
    root.addEventListener('compositionstart', () => this.#hold(), true);
    root.addEventListener('compositionend', () => setTimeout(() => this.#release()));
  }

  #extensions() {
    const { label, isReadOnly, onChange, onMove } = this.#host;
    return [
      history(),
      EditorView.lineWrapping,
      EditorState.readOnly.of(isReadOnly),
      EditorState.tabSize.of(4),
      indentUnit.of('    '),
      markdown({ base: markdownLanguage, addKeymap: false, completeHTMLTags: false }),
      markdownColours,
      foundPlaces,
      keymap.of([...historyKeymap, ...defaultKeymap, indentWithTab]),
      EditorView.contentAttributes.of({
        'aria-label': label,
        // What scrolls around it is reached by keyboard through it.
        tabindex: '0',
        ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
      }),
      EditorView.domEventHandlers({
        paste: (event) => this.#takeFiles(event.clipboardData),
        drop: (event) => this.#takeFiles(event.dataTransfer),
      }),
      EditorView.updateListener.of(({ docChanged, selectionSet }) => {
        if (docChanged || selectionSet) onMove();
        if (docChanged && this.#held === null) onChange();
      }),
    ];
  }

  get isComposing(): boolean {
    return this.#held !== null;
  }

  get isReadOnly(): boolean {
    return this.#view.state.readOnly;
  }

  /** Resolves at once, or when the composition that is going on is over. */
  afterComposition(): Promise<void> {
    if (this.#held === null) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The text; while an IME composes, as it was before. */
  read(): string {
    const doc = this.doc;
    if (this.#read?.doc !== doc) this.#read = { doc, text: doc.toString() };
    return this.#read.text;
  }

  /** The same, by lines. */
  get doc(): Text {
    return this.#held ?? this.#view.state.doc;
  }

  /** The selection; `head` is the caret's end of it. */
  get selection(): { readonly from: number; readonly to: number; readonly head: number } {
    return this.#view.state.selection.main;
  }

  /** Shows another text, changing no more than differs; it is no step of the undo here. */
  show(source: string): void {
    const change = differenceOf(this.#view.state.doc.toString(), source);
    if (change === null) return;
    this.#view.dispatch({ changes: change, annotations: Transaction.addToHistory.of(false) });
  }

  /** Changes the text as one step of undo. */
  change(changes: readonly SourceChange[]): void {
    this.#view.dispatch({ changes: [...changes], userEvent: 'input', scrollIntoView: true });
  }

  /** Makes it another text, as one step of undo. */
  rewrite(source: string): void {
    const change = differenceOf(this.#view.state.doc.toString(), source);
    if (change !== null) this.change([change]);
  }

  /** Puts words in the place of the selection, and the caret behind them. */
  insert(words: string): void {
    if (this.isReadOnly) return;
    this.#view.dispatch({ ...this.#view.state.replaceSelection(words), scrollIntoView: true });
  }

  /** Selects a part and brings it into view, without taking the keyboard. */
  visit(from: number, to: number): void {
    this.#view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    });
  }

  paint(found: Found): void {
    this.#view.dispatch({ effects: setFound.of(found) });
  }

  undo(): void {
    undo(this.#view);
  }

  redo(): void {
    redo(this.#view);
  }

  focus(): void {
    this.#view.focus();
  }

  /** Brings the caret into view; call when the element is in the page. */
  reveal(): void {
    const { head } = this.selection;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'center' }) });
  }

  /** The element is about to leave the page, which forgets how far it was scrolled. */
  keepView(): void {
    this.#kept = { doc: this.doc, view: this.#view.scrollSnapshot() };
  }

  /** The element is in the page again: shows what it showed, or the caret in another text. */
  showView(): void {
    if (this.#kept?.doc === this.doc) this.#view.dispatch({ effects: this.#kept.view });
    else this.reveal();
  }

  /** Takes another name for assistive technology. */
  relabel(label: string): void {
    this.#view.contentDOM.setAttribute('aria-label', label);
  }

  dispose(): void {
    this.#view.destroy();
  }

  #hold(): void {
    if (this.#held !== null) return;
    this.#held = this.#view.state.doc;
    this.#host.onComposing(true);
  }

  /** A task after its end CodeMirror has taken over the committed words. */
  #release(): void {
    if (this.#held === null) return;
    const isChanged = this.#held !== this.#view.state.doc;
    this.#held = null;
    this.#host.onComposing(false);
    if (isChanged) this.#host.onChange();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** True for files, which are not the text that CodeMirror would take. */
  #takeFiles(data: DataTransfer | null): boolean {
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || (data?.getData('text/plain') ?? '') !== '') return false;
    if (!this.isReadOnly) this.#host.onFiles(files);
    return true;
  }
}

/** What has to be put where, to make one text of another; null where they are the same. */
function differenceOf(before: string, after: string): SourceChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const insert = after.slice(head, after.length - tail);
  return { from: head, to: before.length - tail, insert };
}
