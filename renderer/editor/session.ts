import { HISTORY_MERGE_TAG, type LexicalEditor, mergeRegister } from 'lexical';
import type { CommandId } from '../../shared/commands.ts';
import type { Events, OpenNote } from '../../shared/ipc/contract.ts';
import { type NoteText, openText, parse } from '../../shared/markdown/index.ts';
import type { Block } from '../../shared/markdown/model.ts';
import type { TalkHeading } from '../../shared/note/talk.ts';
import { type EditorClipboard, registerClipboard } from './clipboard/register.ts';
import type { WrittenHost } from './commands/stamp-written.ts';
import { Composition } from './composition.ts';
import { Counter } from './count/counter.ts';
import { $fillEditor } from './fill.ts';
import { NoteTarget } from './find/note-target.ts';
import type { FindTarget } from './find/target.ts';
import { openFirstLine } from './first-line.ts';
import { OutlineView } from './hiding/view.ts';
import { nameImages, setImageContext } from './images/image-view.ts';
import { Shrinking } from './images/reencode/shrinking.ts';
import type { ImageRequest } from './images/requests.ts';
import type { WaitingImages } from './images/waiting.ts';
import { KeptBothMarks } from './kept-both.ts';
import { type LazySections, registerLazySections } from './lazy-sections.ts';
import { MirroredNote } from './mirrored-note.ts';
import { restorePlace, showView } from './place.ts';
import { runSessionCommand, type SessionCommandHost } from './session/commands.ts';
import { createNoteEditor, nameSources, noteElement } from './session/create.ts';
import type { SessionHost } from './session/host.ts';
import { OtherText } from './session/other-text.ts';
import { PlaceKeeper } from './session/place-keeper.ts';
import { registerSession } from './session/register.ts';
import { clipboardHost, imageHost, type SlidesHost, waitingImages } from './session/slides.ts';
import { sourceHost } from './session/source.ts';
import { NoteTalks } from './session/talks.ts';
import { SourceMode, type SourceModeHost } from './source/source-mode.ts';
import { focusAtCaret } from './view.ts';
import { Writer } from './writer.ts';

/**
 * One open note: its editor, its undo history, its link to the main process.
 *
 * A session owns a DOM element of its own, so that switching notes neither mixes their undo
 * histories nor loses them. What it is made of lies in `session/`.
 */
export class NoteSession {
  name: string;
  readonly element: HTMLElement;
  readonly editor: LexicalEditor;
  /** Lines of which a merge kept both versions. */
  readonly kept: KeptBothMarks;
  /** Images that the disk has refused, and that are only here. */
  readonly waiting: WaitingImages;
  readonly #talks: NoteTalks;
  readonly #find: NoteTarget;
  readonly #host: SessionHost;
  readonly #writer: Writer;
  readonly #other: OtherText;
  readonly #source: SourceMode;
  readonly #composition: Composition;
  readonly #view: OutlineView;
  readonly #clipboard: EditorClipboard;
  readonly #shrinking: Shrinking;
  readonly #cleanup: () => void;
  readonly #counter: Counter;
  readonly #sections: LazySections;
  readonly #place: PlaceKeeper;
  /** The names the note had since it was opened here. */
  readonly #former = new Set<string>();
  #shown: MirroredNote;

  constructor(note: OpenNote, host: SessionHost) {
    this.name = note.name;
    this.#host = host;
    this.element = noteElement(host.label, note.readOnly !== null);
    nameSources(this.element, host.words());
    this.editor = createNoteEditor(note.readOnly === null);
    setImageContext(this.editor, host.images);
    const parsed = parse(note.text);
    this.#writer = this.#createWriter(note, openText(parsed));
    this.#composition = this.#createComposition();
    this.#view = this.#createView();
    this.kept = new KeptBothMarks(this.editor, host.kept);
    this.#find = this.#createTarget();
    this.#other = this.#createOther();
    this.#source = new SourceMode(this.#sourceHost());
    this.#shrinking = this.#createShrinking();
    this.waiting = waitingImages(this.#slides());
    this.#clipboard = registerClipboard(this.editor, clipboardHost(this.#slides()));
    this.#counter = this.#createCounter();
    this.#place = this.#createPlace();
    this.#cleanup = this.#register();
    this.editor.setRootElement(this.element);
    this.#shown = this.#fill(parsed.blocks, note.place?.view?.block ?? note.place?.block ?? 0);
    this.#talks = this.#createTalks();
    this.kept.read(this.#shown);
    this.#sections = registerLazySections(this.editor, () => this.#composition.active);
  }

  /** What is on screen: the outline, or the note's source. */
  get shownElement(): HTMLElement {
    return this.#source.element;
  }

  /** What is on screen as something to find in. */
  get find(): FindTarget {
    return this.#source.target ?? this.#find;
  }

  get isSource(): boolean {
    return this.#source.isOpen;
  }

  /** Puts the caret where it was when the note was last open; call when the element is in the page. */
  restore(note: OpenNote): void {
    this.#view.restoreFolds(note.place?.folds ?? [], this.#shown);
    restorePlace(this.editor, note.place, this.#shown.keys);
    if (note.place === null) openFirstLine(this.editor);
    this.#sections.show();
    this.#talks.tell();
    this.#view.tellPath();
    this.#followCaret();
  }

  /** The note is about to leave the screen. */
  leaveScreen(): void {
    this.#place.flush();
    this.#source.keepView();
  }

  /** The note is on screen again; main may hold another text by now. */
  reopen(note: OpenNote): void {
    const { text, version } = this.#writer.acknowledged;
    const { view } = this.#place;
    if (this.#source.isOpen) this.#source.showView();
    else if (view !== null && !this.#composition.active)
      showView(this.editor, view, this.#shown.keys);
    if (this.#source.isOpen) this.#source.replaced(note.version, note.text);
    else if (note.text !== text.toString()) this.replace(note.version, note.text);
    // Main may have put the note down and read it again: the same text, under another version.
    else if (note.version > version) this.#writer.rebase(text, note.version);
    this.#talks.tell();
    this.#counter.changed();
    this.#view.tellPath();
  }

  /** Takes another name for assistive technology: the interface changed its language. */
  relabel(label: string): void {
    this.element.setAttribute('aria-label', label);
    nameSources(this.element, this.#host.words());
    nameImages(this.element, this.editor);
    this.kept.relabel();
    this.#source.relabel();
  }

  focus(): void {
    if (this.#source.isOpen) this.#source.focus();
    else if (!this.#composition.active) focusAtCaret(this.editor, this.element);
  }

  /** Runs a command of the registry; false where it is not the editor's or composing forbids it. */
  run(id: CommandId): boolean {
    if (this.#composition.active) return false;
    if (id === 'view.source') return this.#toggleSource();
    if (this.#source.isOpen) return this.#source.run(id);
    if (!this.editor.isEditable()) return false;
    if (this.#talks.movesTitle(id)) return true;
    return runSessionCommand(id, this.#commandHost());
  }

  /** Shows a part of the note that holds what is shown now; the whole note before the first. */
  zoomTo(index: number): void {
    this.#inOutline(() => {
      if (!this.#composition.active) this.#view.zoomTo(index);
    });
  }

  /** Shows a talk and puts the caret at the end of its title. */
  goToTalk(index: number): void {
    const line = this.#talks.sourceOf(index);
    if (line !== null && this.#source.goTo(line)) this.focus();
    else this.#inOutline(() => this.#talks.goTo(index));
  }

  /** Hides everything but a talk. */
  showOnlyTalk(index: number): void {
    this.#inOutline(() => this.#talks.showOnly(index));
  }

  /** Moves a talk by so many places, up where they are negative; false where it cannot. */
  moveTalk(index: number, places: number): boolean {
    return !this.#source.isOpen && this.#talks.move(index, places);
  }

  /** Makes a talk's heading say something else. */
  editTalk(index: number, wanted: TalkHeading): void {
    if (this.#source.isOpen) void this.#source.leave().then(() => this.#talks.edit(index, wanted));
    else this.#talks.edit(index, wanted);
  }

  /** Shows a line that is kept in two versions. */
  goToKept(index: number): void {
    this.#inOutline(() => this.kept.goTo(index));
  }

  /** Does something in the outline, which the source makes room for, and gives it the keyboard. */
  #inOutline(act: () => void): void {
    const now = (): void => {
      act();
      this.focus();
    };
    if (this.#source.isOpen) void this.#source.leave().then(now);
    else now();
  }

  #toggleSource(): boolean {
    void this.#source.toggle();
    return true;
  }

  /** Sends all that waits; resolves when main has it. */
  async flush(): Promise<void> {
    this.#place.flush();
    await this.#writer.flush();
    // What met another text in main is joined with it, and is in main only then.
    await this.#other.settled();
    await this.#writer.flush();
    await this.#source.flush();
  }

  /** Main holds another text: the editor takes it, together with what was not sent yet. */
  replace(version: number, text: string): void {
    if (this.#source.isOpen) this.#source.replaced(version, text);
    else void this.#other.replace(version, text);
  }

  /** Makes the note say another text, as one step that undo takes back. */
  setText(text: string): void {
    if (this.#source.isOpen) this.#source.rewrite(text);
    else this.#other.set(text);
  }

  /** The note goes on under another name, with links that fit it; that is no step of undo. */
  moved({ to, note }: Events['noteMoved']): void {
    this.#former.add(this.name);
    this.#former.delete(to);
    this.name = to;
    this.#writer.rename(to);
    if (note === null) return;
    if (this.#source.isOpen) this.#source.replaced(note.version, note.text);
    else void this.#other.replace(note.version, note.text, HISTORY_MERGE_TAG);
  }

  dispose(): void {
    this.#place.dispose();
    this.#counter.dispose();
    this.#source.dispose();
    this.#writer.dispose();
    this.#composition.dispose();
    this.#shrinking.dispose();
    this.waiting.dispose();
    this.#sections.dispose();
    this.#view.dispose();
    this.#cleanup();
    this.editor.setRootElement(null);
  }

  #createWriter(note: OpenNote, text: NoteText): Writer {
    const { api, onPending, onError } = this.#host;
    return new Writer(this.editor, note, text, api, {
      onPending,
      onRead: (read) => this.#onRead(read),
      onStale: () => void this.#other.takeFromMain(),
      onFailed: onError,
    });
  }

  #createComposition(): Composition {
    const { api } = this.#host;
    return new Composition(this.element, {
      onStart: () => {
        this.#writer.hold();
        void api.setComposing({ composing: true });
      },
      onEnd: () => {
        this.#writer.release();
        void api.setComposing({ composing: false });
      },
    });
  }

  #createView(): OutlineView {
    const { words, onZoom } = this.#host;
    return new OutlineView(this.editor, {
      unfoldLabel: () => words().text('editor.unfold'),
      isEventTitle: (key) => key === this.#talks.titleKey,
      isTalk: (key) => this.#talks.has(key),
      onZoom,
      onFolds: () => this.#followCaret(),
    });
  }

  #createTarget(): NoteTarget {
    return new NoteTarget({
      editor: this.editor,
      shown: () => this.#shown,
      settle: () => this.flush(),
      isComposing: () => this.#composition.active,
      focus: () => this.focus(),
    });
  }

  #createOther(): OtherText {
    return new OtherText({
      editor: this.editor,
      writer: this.#writer,
      composition: this.#composition,
      kept: this.kept,
      api: this.#host.api,
      name: () => this.name,
      shown: () => this.#shown,
      onRead: (read) => this.#onRead(read),
      onError: this.#host.onError,
    });
  }

  #createCounter(): Counter {
    return new Counter({
      runs: () => this.find.runs(),
      selected: () => this.find.selectedText(),
      isComposing: () => this.#composition.active || this.find.isComposing(),
      onCount: (count) => this.#host.onCount(count),
    });
  }

  #sourceHost(): SourceModeHost {
    return sourceHost({
      editor: this.editor,
      outline: this.element,
      host: this.#host,
      name: () => this.name,
      writer: this.#writer,
      composition: this.#composition,
      other: this.#other,
      find: this.#find,
      kept: this.kept,
      images: imageHost(this.#slides()),
      onMove: () => this.#counter.changed(),
      shown: () => this.#shown,
    });
  }

  #createTalks(): NoteTalks {
    return new NoteTalks({
      editor: this.editor,
      view: this.#view,
      shown: () => this.#shown,
      isComposing: () => this.#composition.active,
      flush: () => this.flush(),
      onTalks: this.#host.onTalks,
    });
  }

  #commandHost(): SessionCommandHost {
    return {
      editor: this.editor,
      images: imageHost(this.#slides()),
      clipboard: this.#clipboard,
      written: () => this.#writtenHost(),
      talks: this.#talks,
      kept: this.kept,
      view: this.#view,
      stamp: this.#host.stamp,
      askImage: (request) => this.#askImage(request),
    };
  }

  #createPlace(): PlaceKeeper {
    return new PlaceKeeper({
      editor: this.editor,
      api: this.#host.api,
      name: () => this.name,
      shown: () => this.#shown,
      composition: this.#composition,
      isSource: () => this.#source.isOpen,
      foldMarks: () => this.#view.foldMarks(this.#shown),
      onRest: () => this.#talks.followCaret(),
    });
  }

  #writtenHost(): WrittenHost {
    const { api, onNotice, onError } = this.#host;
    return {
      editor: this.editor,
      api,
      name: () => this.name,
      settled: async () => {
        await this.flush();
        return { ...this.#writer.acknowledged, shown: this.#shown };
      },
      eventDate: () => this.#talks.date,
      afterComposition: () => this.#composition.after(),
      onNotice,
      onError,
    };
  }

  #slides(): SlidesHost {
    return {
      editor: this.editor,
      host: this.#host,
      name: () => this.name,
      talks: () => this.#talks,
      view: this.#view,
      composition: this.#composition,
      onStored: (url) => this.#shrinking.add(url),
      waiting: () => this.waiting,
      source: () => this.#source,
    };
  }

  #createShrinking(): Shrinking {
    return new Shrinking({
      editor: this.editor,
      api: this.#host.api,
      name: () => this.name,
      addressOf: this.#host.images.sourceOf,
      isBusy: () => this.#composition.active || this.#source.isOpen,
      flush: () => this.flush(),
    });
  }

  #register(): () => void {
    return mergeRegister(
      registerSession({
        editor: this.editor,
        element: this.element,
        host: this.#host,
        view: this.#view,
        writer: this.#writer,
        composition: this.#composition,
        talks: () => this.#talks,
        images: imageHost(this.#slides()),
        names: () => ({ former: this.#former, now: this.name, shrunk: this.#shrinking.shrunk }),
        run: (id) => this.run(id),
        askImage: (request) => this.#askImage(request),
        followCaret: () => this.#followCaret(),
        $beforeUndo: () => this.#sections.$emptyAsDrawn(),
      }),
      this.kept.register(),
      this.#clipboard.dispose,
    );
  }

  #fill(blocks: readonly Block[], near: number): MirroredNote {
    let keys: readonly string[] = [];
    this.editor.update(
      () => {
        keys = $fillEditor(blocks, near);
      },
      // What was read is shown as it is: nothing to repair, and 20,000 nodes less to look at.
      { discrete: true, skipTransforms: true, tag: HISTORY_MERGE_TAG },
    );
    this.#writer.begin(keys, blocks);
    return new MirroredNote([{ blocks, keys }]);
  }

  #askImage(request: ImageRequest | null): boolean {
    if (request !== null) this.#host.onImage(request);
    return request !== null;
  }

  #followCaret(): void {
    this.#counter.changed();
    this.#place.changed();
  }

  #onRead(read: MirroredNote): void {
    const before = this.#shown;
    this.#shown = read;
    if (this.#view.hidden.root !== null) this.#view.tellPath();
    this.kept.read(read);
    if (read !== before) {
      this.#find.changed();
      this.#counter.changed();
    }
    this.#talks.read(before);
  }
}
