import type { CommandId } from '../../../shared/commands.ts';
import type { CallError, Notice } from '../../../shared/ipc/contract.ts';
import type { NoteText } from '../../../shared/markdown/index.ts';
import type { KeptPlace } from '../../../shared/merge/kept-place.ts';
import { textOfBlock } from '../find/block-text.ts';
import type { FindTarget } from '../find/target.ts';
import { followPaste } from '../images/waiting.ts';
import type { NoteApi } from '../session/note-api.ts';
import { type MappedBlock, type OutlineCaret, outlineCaret, sourceOffset } from './caret-map.ts';
import { shownSource } from './lines.ts';
import { SourceLink } from './source-link.ts';
import type { SourceTarget } from './source-target.ts';
import type { SourceView } from './source-view.ts';

/** What the source mode needs of the note's session. */
export interface SourceModeHost {
  readonly api: Pick<NoteApi, 'editNote' | 'openNote' | 'setComposing'>;
  readonly name: () => string;
  readonly label: () => string;
  readonly stamp: () => string;
  readonly isReadOnly: boolean;
  /** The outline's element, whose place the source takes. */
  readonly outline: HTMLElement;
  /** Sends what the outline has; false where main did not take it, or an IME composes. */
  readonly settleOutline: () => Promise<boolean>;
  /** The text that main holds, and its version. */
  readonly held: () => { readonly text: NoteText; readonly version: number };
  readonly caret: () => OutlineCaret | null;
  /** The outline takes a text over, as one step of undo. */
  readonly takeOver: (version: number, text: string) => Promise<void>;
  readonly placeCaret: (caret: OutlineCaret) => void;
  /** Stores a file; its address, or null where it could not be, and that was said. */
  readonly store: (file: File) => Promise<string | null>;
  readonly onPending: (pending: boolean, version: number) => void;
  readonly onKept: (places: readonly KeptPlace[]) => void;
  readonly onNotice: (notice: Notice) => void;
  readonly onError: (error: CallError) => void;
  /** Text or selection changed in the source. */
  readonly onMove: () => void;
  /** Another element is to be on screen from now on. */
  readonly onSwitch: () => void;
}

interface OpenSource {
  readonly view: SourceView;
  readonly link: SourceLink;
  readonly target: SourceTarget;
}

/**
 * A note shown as its Markdown source, in place of its outline.
 *
 * Both never take edits at the same time: the outline is sent before the source opens, and takes
 * over what main holds when the source closes, as one step of undo. Where nothing was edited there
 * is nothing to take over, so that going there and back leaves bytes and undo alone.
 */
export class SourceMode {
  readonly #host: SourceModeHost;
  #open: OpenSource | null = null;
  #switching: Promise<void> | null = null;

  constructor(host: SourceModeHost) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** The element that is on screen. */
  get element(): HTMLElement {
    return this.#open?.view.element ?? this.#host.outline;
  }

  /** The source as something to find in; null while the outline is shown. */
  get target(): FindTarget | null {
    return this.#open?.target ?? null;
  }

  focus(): void {
    if (this.#open?.view.isComposing === false) this.#open.view.focus();
  }

  relabel(): void {
    this.#open?.view.relabel(this.#host.label());
  }

  /** Shows the source, or the outline again; the caret stays where it is in the words. */
  toggle(): Promise<void> {
    this.#switching ??= (this.#open === null ? this.#show() : this.#leave()).finally(() => {
      this.#switching = null;
    });
    return this.#switching;
  }

  /** Shows the outline again; resolves when it is there, or cannot be. */
  async leave(): Promise<void> {
    await this.#switching;
    if (this.isOpen) await this.toggle();
  }

  /** Runs a command that means something in the source; false for all others. */
  run(id: CommandId): boolean {
    const view = this.#open?.view;
    if (view === undefined || view.isComposing) return false;
    switch (id) {
      case 'edit.undo':
        view.undo();
        return true;
      case 'edit.redo':
        view.redo();
        return true;
      case 'talk.stamp':
        view.insert(`${this.#host.stamp()} `);
        return true;
      default:
        return false;
    }
  }

  /** Brings a line into view, the first that begins so; false where there is none. */
  goTo(line: string): boolean {
    const view = this.#open?.view;
    if (view === undefined || view.isComposing) return false;
    const at = `\n${view.read()}`.indexOf(`\n${line}`);
    if (at < 0) return false;
    view.visit(at + line.length, at + line.length);
    return true;
  }

  /** The note is about to leave the screen. */
  keepView(): void {
    this.#open?.view.keepView();
  }

  /** The note is on screen again. */
  showView(): void {
    this.#open?.view.showView();
  }

  /** Main holds another text. */
  replaced(version: number, text: string): void {
    this.#open?.link.replaced(version, text);
  }

  /** Makes the source another text, as one step of undo. */
  rewrite(text: string): void {
    this.#open?.view.rewrite(shownSource(text));
  }

  async flush(): Promise<void> {
    await this.#open?.link.flush();
  }

  dispose(): void {
    this.#open?.link.dispose();
    this.#open?.view.dispose();
    this.#open = null;
  }

  async #show(): Promise<void> {
    const host = this.#host;
    // Loaded when it is first asked for: most notes are never seen as source.
    const loading = Promise.all([import('./source-view.ts'), import('./source-target.ts')]);
    const parts = await loading.catch(() => null);
    if (parts === null) return host.onNotice({ id: 'part-missing', values: {} });
    const [{ SourceView }, { SourceTarget }] = parts;
    if (!(await host.settleOutline()) || !host.outline.isConnected) return;
    const { text, version } = host.held();
    const full = text.toString();
    const caret = sourceOffset(mapped(text), host.caret() ?? { index: 0, offset: 0 });
    const hadKeyboard =
      host.outline.contains(document.activeElement) || document.activeElement === document.body;
    const view: SourceView = new SourceView(
      {
        label: host.label(),
        isReadOnly: host.isReadOnly,
        onChange: () => link.changed(),
        onMove: host.onMove,
        onComposing: (composing) => void host.api.setComposing({ composing }),
        onFiles: (files) => followPaste(this.#insertImages(view, files)),
      },
      shownSource(full),
      caret,
    );
    const link: SourceLink = this.#link(view, full, version, () => target.changed());
    const target = new SourceTarget(view, () => link.flush());
    this.#open = { view, link, target };
    host.onSwitch();
    view.reveal();
    if (hadKeyboard) view.focus();
  }

  #link(view: SourceView, text: string, version: number, onRest: () => void): SourceLink {
    const { api, name, onPending, onKept, onError } = this.#host;
    return new SourceLink(
      {
        api,
        name,
        read: () => view.read(),
        show: (shown) => view.show(shown),
        afterComposition: () => view.afterComposition(),
        onRest,
        onPending,
        onKept,
        onError,
      },
      text,
      version,
    );
  }

  async #leave(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    const { view, link } = open;
    // Keys that come meanwhile are sent like the others, and waited for.
    do {
      await view.afterComposition();
      // What main does not have yet is only here: the source stays until it was sent.
      if (!(await link.flush())) return;
      const { text, version } = link.acknowledged;
      await this.#host.takeOver(version, text);
    } while (view.isComposing || !link.isSettled);
    const caret = view.selection.head;
    const hadKeyboard = document.activeElement === view.element;
    this.#open = null;
    this.#host.onSwitch();
    this.#host.placeCaret(outlineCaret(mapped(this.#host.held().text), caret));
    if (hadKeyboard) this.#host.outline.focus({ preventScroll: true });
    view.dispose();
    link.dispose();
  }

  /** Puts a stored image where the caret is; false where the source is not open. */
  async putImage(url: string): Promise<boolean> {
    const view = this.#open?.view;
    await view?.afterComposition();
    if (view === undefined || this.#open?.view !== view) return false;
    view.insert(`![](${url})`);
    return true;
  }

  /** As in the outline: stored durably first, then linked. */
  async #insertImages(view: SourceView, files: readonly File[]): Promise<void> {
    const urls = await Promise.all(files.map((file) => this.#host.store(file)));
    await view.afterComposition();
    const links = urls.filter((url) => url !== null).map((url) => `![](${url})`);
    if (links.length > 0) view.insert(links.join('\n'));
  }
}

/** The blocks of a text with their lines, as the source shows them, and their words. */
function mapped(text: NoteText): readonly MappedBlock[] {
  return text.entries.slice(0, text.entries.length).map(({ block }, index) => ({
    source: shownSource(text.textOf(index, index + 1)),
    get words() {
      return textOfBlock(block);
    },
  }));
}
