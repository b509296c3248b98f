import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { LinkNode } from '@lexical/link';
import { registerRichText } from '@lexical/rich-text';
import {
  createEditor,
  HISTORIC_TAG,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  mergeRegister,
  RootNode,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
  TextNode,
} from 'lexical';
import type { CommandId } from '../../shared/commands.ts';
import type { BackrowApi, CallError, Events, Notice, OpenNote } from '../../shared/ipc/contract.ts';
import { openText, parse } from '../../shared/markdown/index.ts';
import type { Block } from '../../shared/markdown/model.ts';
import { keptPlaces } from '../../shared/merge/kept-place.ts';
import { mergeNotes } from '../../shared/merge/merge.ts';
import type { TalkHeading } from '../../shared/note/talk.ts';
import { moveDown, moveUp } from '../../shared/outline/index.ts';
import type { Words } from '../app/words.ts';
import {
  type ClipboardHost,
  type EditorClipboard,
  registerClipboard,
} from './clipboard/register.ts';
import { registerEdgeKeys } from './commands/edges.ts';
import { $editTalk } from './commands/edit-talk.ts';
import { type ImageHost, insertImages, storeImage } from './commands/images.ts';
import { $selectedBlocks, runEditorCommand } from './commands/run.ts';
import { $applyShortcut } from './commands/shortcuts.ts';
import { $insertStamp, $insertTalk } from './commands/talks.ts';
import { registerTyping } from './commands/typing.ts';
import { Composition } from './composition.ts';
import { registerGutter } from './drag/gutter.ts';
import { $fillEditor, $keepOneBlock, $replaceBlocks } from './fill.ts';
import { NoteTarget } from './find/note-target.ts';
import { OutlineView } from './hiding/view.ts';
import { type ImageContext, setImageContext } from './images/image-view.ts';
import { $describeRequest, $showRequest, type ImageRequest } from './images/requests.ts';
import { registerImages } from './images/select.ts';
import { type KeptBothHost, KeptBothMarks } from './kept-both.ts';
import { FILL_TAG, type LazySections, registerLazySections } from './lazy-sections.ts';
import type { MirroredNote } from './mirror.ts';
import { BlockNode, type HeadingLevel } from './nodes/block-node.ts';
import { $fitEntities, StampNode, UrlNode } from './nodes/entity-node.ts';
import { ImageNode } from './nodes/image-node.ts';
import { $blockByKey, $splitLongSection, SectionNode } from './nodes/section-node.ts';
import { SourceTextNode } from './nodes/source-text-node.ts';
import { CellNode, RowNode } from './nodes/table-node.ts';
import { $keepHeadingOnOneLine, $repairBlock } from './outline.ts';
import { $changeOrder } from './outline-edit.ts';
import { placeOf, restorePlace } from './place.ts';
import { registerPointer } from './pointer.ts';
import { registerRelink } from './relink.ts';
import { registerRichBlocks } from './rich-blocks.ts';
import { registerStampHints } from './stamp-hints.ts';
import { readTalkList, type TalkList, talkAt, talkOfCaret, touchesTalks } from './talk-list.ts';
import { focusAtCaret, goToBlock } from './view.ts';
import { changedKeys, Writer } from './writer.ts';

/** Steps that undo can take back; more would only hold memory (DESIGN 4.2). */
const UNDO_DEPTH = 500;
/** Typing within this time is one step of undo. */
const UNDO_GROUP_MS = 300;

/** What a session needs from the window around it. */
export interface SessionHost {
  readonly api: Pick<
    BackrowApi,
    | 'editNote'
    | 'openNote'
    | 'addImage'
    | 'copyImages'
    | 'pasteAsText'
    | 'openLink'
    | 'setComposing'
    | 'savePlace'
  >;
  readonly label: string;
  /** The words of the interface, in the language it has now. */
  readonly words: () => Words;
  /** The notebook that holds the note. */
  readonly notebook: string;
  readonly images: ImageContext;
  /** The time stamp for now. */
  readonly stamp: () => string;
  readonly autoStamp: () => boolean;
  /** How far into its talk a moment is, in words; negative minutes are before it. */
  readonly sinceStart: (minutes: number) => string;
  readonly onPending: (pending: boolean, version: number) => void;
  readonly onTalks: (talks: TalkList, current: number) => void;
  /** What holds the part of the note that alone is shown; null where all of it is. */
  readonly onZoom: (path: readonly string[] | null) => void;
  readonly onError: (error: CallError) => void;
  readonly kept: KeptBothHost;
  readonly onNotice: (notice: Notice) => void;
  /** An image asks for what lies above the note. */
  readonly onImage: (request: ImageRequest) => void;
}

/**
 * One open note: its editor, its undo history, its link to the main process.
 *
 * A session owns a DOM element of its own, so that switching notes neither mixes their undo
 * histories nor loses them.
 */
export class NoteSession {
  name: string;
  readonly element: HTMLElement;
  readonly editor: LexicalEditor;
  /** The note as something to find in. */
  readonly find: NoteTarget;
  readonly #host: SessionHost;
  readonly #writer: Writer;
  readonly #composition: Composition;
  readonly #view: OutlineView;
  /** Lines of which a merge kept both versions. */
  readonly kept: KeptBothMarks;
  readonly #clipboard: EditorClipboard;
  readonly #cleanup: () => void;
  readonly #sections: LazySections;
  /** The names the note had since it was opened here. */
  readonly #former = new Set<string>();
  #shown: MirroredNote;
  #talks: TalkList;
  #current = -1;
  #replacing: Promise<void> = Promise.resolve();
  #placeTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(note: OpenNote, host: SessionHost) {
    this.name = note.name;
    this.#host = host;
    this.element = noteElement(host.label, note.readOnly !== null);
    this.editor = createEditor({
      namespace: 'backrow',
      editable: note.readOnly === null,
      nodes: NODES,
      theme: THEME,
      onError: (error) => {
        throw error;
      },
    });
    setImageContext(this.editor, host.images);
    const parsed = parse(note.text);
    const text = openText(parsed);
    this.#writer = new Writer(this.editor, note, text, host.api, {
      onPending: host.onPending,
      onRead: (read) => this.#onRead(read),
      onStale: () => void this.#takeFromMain(),
      onFailed: host.onError,
    });
    this.#composition = new Composition(this.element, {
      onStart: () => {
        this.#writer.hold();
        void host.api.setComposing({ composing: true });
      },
      onEnd: () => {
        this.#writer.release();
        void host.api.setComposing({ composing: false });
      },
    });
    this.#view = new OutlineView(this.editor, {
      unfoldLabel: () => host.words().text('editor.unfold'),
      isEventTitle: (key) => key === this.#talks.titleKey,
      isTalk: (key) => this.#talks.keys.includes(key),
      onZoom: host.onZoom,
      onFolds: () => this.#followCaret(),
    });
    this.kept = new KeptBothMarks(this.editor, host.kept);
    this.#clipboard = registerClipboard(this.editor, this.#clipboardHost());
    this.find = new NoteTarget({
      editor: this.editor,
      shown: () => this.#shown,
      settle: () => this.flush(),
      isComposing: () => this.#composition.active,
      focus: () => this.focus(),
    });
    this.#cleanup = this.#register();
    this.editor.setRootElement(this.element);
    this.#shown = this.#fill(parsed.blocks, note.place?.block ?? 0);
    this.#talks = readTalkList(this.#shown);
    this.kept.read(this.#shown);
    this.#sections = registerLazySections(this.editor, () => this.#composition.active);
  }

  /** Puts the caret where it was when the note was last open; call when the element is in the page. */
  restore(note: OpenNote): void {
    this.#view.restoreFolds(note.place?.folds ?? [], this.#shown);
    restorePlace(this.editor, note.place, this.#shown.keys);
    this.#sections.show();
    this.#host.onTalks(this.#talks, this.#current);
    this.#view.tellPath();
    this.#followCaret();
  }

  /** The note is on screen again; main may hold another text by now. */
  reopen(note: OpenNote): void {
    const { text, version } = this.#writer.acknowledged;
    if (note.text !== text.toString()) this.replace(note.version, note.text);
    // Main may have put the note down and read it again: the same text, under another version.
    else if (note.version > version) this.#writer.rebase(text, note.version);
    this.#host.onTalks(this.#talks, this.#current);
    this.#view.tellPath();
  }

  /** Takes another name for assistive technology: the interface changed its language. */
  relabel(label: string): void {
    this.element.setAttribute('aria-label', label);
  }

  focus(): void {
    if (!this.#composition.active) focusAtCaret(this.editor, this.element);
  }

  /** Runs a command of the registry; false where it is not the editor's or composing forbids it. */
  run(id: CommandId): boolean {
    if (this.#composition.active || !this.editor.isEditable()) return false;
    if (this.#movesTitle(id)) return true;
    switch (id) {
      case 'edit.describeImage':
        return this.#askImage(this.editor.read(() => $describeRequest(this.editor)));
      case 'edit.copyMarkdown':
        this.#clipboard.copyMarkdown();
        return true;
      case 'edit.pastePlain':
        this.#clipboard.pastePlain();
        return true;
      case 'talk.stamp':
        return this.#update(() => $insertStamp(this.#host.stamp()));
      case 'talk.new': {
        const level = (this.#talks.event.talkLevel ?? 1) as HeadingLevel;
        return this.#update(() => $insertTalk(this.#host.stamp(), level));
      }
      case 'talk.next':
        return this.#goTo(talkOfCaret(this.editor, this.#shown, this.#talks) + 1);
      case 'talk.previous':
        return this.#goTo(talkOfCaret(this.editor, this.#shown, this.#talks) - 1);
      case 'kept.next':
        return this.kept.next();
      case 'kept.mine':
        return this.kept.choose('mine');
      case 'kept.theirs':
        return this.kept.choose('theirs');
      case 'kept.both':
        return this.kept.choose('both');
      default:
        return this.#view.run(id) || runEditorCommand(this.editor, id);
    }
  }

  /** Shows a part of the note that holds what is shown now; the whole note before the first. */
  zoomTo(index: number): void {
    if (!this.#composition.active) this.#view.zoomTo(index);
    this.focus();
  }

  /** Shows a talk and puts the caret at the end of its title. */
  goToTalk(index: number): void {
    this.#goTo(index);
    this.focus();
  }

  /** Moves a talk before its neighbour or behind it; false where there is none. */
  moveTalk(index: number, step: -1 | 1): boolean {
    if (index + step < 0) return false;
    return this.#changeTalk(index, (heading) =>
      step === -1
        ? $changeOrder(heading, heading, moveUp, 'up')
        : $changeOrder(heading, heading, moveDown, 'down'),
    );
  }

  /** Makes a talk's heading say something else. */
  editTalk(index: number, wanted: TalkHeading): void {
    const shown = this.#talks.event.talks[index];
    if (shown === undefined) return;
    this.#changeTalk(index, (heading) => {
      $editTalk(heading, shown, wanted);
      return true;
    });
  }

  /** The event's title may look like a talk to the outline: it stays in front of them all. */
  #movesTitle(id: CommandId): boolean {
    if (id !== 'outline.moveUp' && id !== 'outline.moveDown') return false;
    const { titleKey, keys } = this.#talks;
    const first = this.editor.read(() => $selectedBlocks()[0]?.getKey());
    if (titleKey === null || first === undefined) return false;
    return first === titleKey || (id === 'outline.moveUp' && first === keys[0]);
  }

  /** Hides everything but a talk. */
  showOnlyTalk(index: number): void {
    const key = this.#talks.keys[index];
    if (key !== undefined && !this.#composition.active) this.#view.zoom(key);
    this.focus();
  }

  /** Changes a talk from outside of the note, where the caret is not; the list follows at once. */
  #changeTalk(index: number, $change: (heading: BlockNode) => boolean): boolean {
    const key = this.#talks.keys[index];
    if (key === undefined || this.#composition.active || !this.editor.isEditable()) return false;
    let isChanged = false;
    this.editor.update(
      () => {
        const heading = $blockByKey(key);
        isChanged = heading !== null && $change(heading);
      },
      {
        discrete: true,
        tag: [HISTORY_PUSH_TAG, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
      },
    );
    if (isChanged) void this.flush();
    return isChanged;
  }

  /** Sends all that waits; resolves when main has it. */
  flush(): Promise<void> {
    return this.#writer.flush();
  }

  /** Main holds another text: the editor takes it, together with what was not sent yet. */
  replace(version: number, text: string, tag: string = HISTORY_PUSH_TAG): void {
    this.#replacing = this.#replacing.then(() => this.#replaceNow(version, text, tag));
  }

  /** The note goes on under another name, with links that fit it; that is no step of undo. */
  moved({ to, note }: Events['noteMoved']): void {
    this.#former.add(this.name);
    this.#former.delete(to);
    this.name = to;
    this.#writer.rename(to);
    if (note !== null) this.replace(note.version, note.text, HISTORY_MERGE_TAG);
  }

  dispose(): void {
    this.#savePlace();
    this.#writer.dispose();
    this.#composition.dispose();
    this.#sections.dispose();
    this.#view.dispose();
    this.#cleanup();
    this.editor.setRootElement(null);
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
    this.#writer.mirror.adopt(keys, blocks);
    this.#writer.mirror.takeDirty();
    return { blocks, keys };
  }

  #register(): () => void {
    const { editor } = this;
    const unlessComposing =
      <Node>(transform: (node: Node) => void) =>
      (node: Node): void => {
        if (!editor.isComposing()) transform(node);
      };
    return mergeRegister(
      registerRichText(editor),
      this.kept.register(),
      registerHistory(
        editor,
        createEmptyHistoryState(),
        UNDO_GROUP_MS,
        undefined,
        undefined,
        UNDO_DEPTH,
      ),
      registerTyping(editor, {
        autoStamp: () => (this.#host.autoStamp() ? this.#host.stamp() : null),
        $isEventTitle: (block) => block.getKey() === this.#talks.titleKey,
        $foldedEnd: this.#view.$foldedEnd,
        $zoomRoot: this.#view.$zoomRoot,
        run: (id) => this.run(id),
      }),
      registerEdgeKeys(editor, this.#view.$edgeShown),
      registerRichBlocks(editor, { words: this.#host.words, run: (id) => this.run(id) }),
      registerRelink(editor, () => ({ former: this.#former, now: this.name })),
      registerGutter(this.element, editor, {
        view: this.#view,
        isComposing: () => this.#composition.active,
        titleKey: () => this.#talks.titleKey,
        words: {
          drag: () => this.#host.words().text('editor.drag'),
          fold: () => this.#host.words().withKeys('editor.fold', 'outline.fold'),
        },
      }),
      registerStampHints(this.element, editor, {
        startAt: (key) => talkAt(editor, this.#shown, this.#talks, key)?.startMinute ?? null,
        words: this.#host.sinceStart,
      }),
      this.#clipboard.dispose,
      registerImages(editor, {
        $show: (image) =>
          this.#askImage($showRequest(editor, image, this.#talks.event.talkLevel ?? 1)),
      }),
      registerPointer(this.element, editor, {
        openLink: (url) => void this.#host.api.openLink({ url }),
        onFiles: (files, block) => void insertImages(this.#imageHost(), files, block),
      }),
      editor.registerNodeTransform(RootNode, $keepOneBlock),
      editor.registerNodeTransform(SectionNode, $splitLongSection),
      editor.registerNodeTransform(BlockNode, $repairBlock),
      editor.registerNodeTransform(BlockNode, unlessComposing($keepHeadingOnOneLine)),
      editor.registerNodeTransform(TextNode, unlessComposing($applyShortcut)),
      editor.registerNodeTransform(TextNode, unlessComposing($fitEntities)),
      editor.registerNodeTransform(StampNode, unlessComposing($fitEntities)),
      editor.registerNodeTransform(UrlNode, unlessComposing($fitEntities)),
      editor.registerUpdateListener(({ dirtyElements, editorState, prevEditorState, tags }) => {
        if (tags.has(FILL_TAG)) return;
        if (tags.has(HISTORIC_TAG)) this.#writer.changed(changedKeys(prevEditorState, editorState));
        else if (dirtyElements.size > 0) this.#writer.changed(dirtyElements.keys());
        this.#followCaret();
      }),
    );
  }

  #update(change: () => boolean): boolean {
    this.editor.update(() => void change(), { tag: HISTORY_PUSH_TAG });
    return true;
  }

  #goTo(index: number): boolean {
    const key = this.#talks.keys[index];
    if (key === undefined) return true;
    // Who looks at one talk only, looks at the next one in the same way.
    if (this.#talks.keys.includes(this.#view.hidden.root ?? '')) this.#view.zoom(key);
    goToBlock(this.editor, key);
    return true;
  }

  #askImage(request: ImageRequest | null): boolean {
    if (request !== null) this.#host.onImage(request);
    return request !== null;
  }

  #clipboardHost(): ClipboardHost {
    const { api, notebook } = this.#host;
    return {
      note: this.name,
      notebook,
      api,
      store: async (file) => {
        const stored = await storeImage(this.#imageHost(), file, null);
        return stored === null || stored === 'failed' ? null : stored.url;
      },
      $foldedEnd: this.#view.$foldedEnd,
      onFiles: (files) => void insertImages(this.#imageHost(), files),
      askPaste: () => void api.pasteAsText({}),
      afterComposition: () => this.#composition.after(),
    };
  }

  #imageHost(): ImageHost {
    return {
      editor: this.editor,
      note: this.name,
      api: this.#host.api,
      talkAt: (key) => talkAt(this.editor, this.#shown, this.#talks, key)?.title ?? '',
      $foldedEnd: this.#view.$foldedEnd,
      afterComposition: () => this.#composition.after(),
      onFailed: this.#host.onError,
      onNotImages: (names) =>
        this.#host.onNotice({ id: 'not-images', values: { names: names.join(', ') } }),
    };
  }

  #onRead(read: MirroredNote): void {
    const before = this.#shown;
    this.#shown = read;
    if (this.#view.hidden.root !== null) this.#view.tellPath();
    this.kept.read(read);
    if (read !== before) this.find.changed();
    if (!touchesTalks(before, read, this.#talks)) return;
    this.#talks = readTalkList(read);
    this.#current = talkOfCaret(this.editor, this.#shown, this.#talks);
    this.#host.onTalks(this.#talks, this.#current);
  }

  /** Notes where the caret is, a moment after it moved: for the talks panel and the next start. */
  #followCaret(): void {
    if (this.#placeTimer !== null) return;
    this.#placeTimer = setTimeout(() => {
      this.#placeTimer = null;
      if (this.#composition.active) return;
      const current = talkOfCaret(this.editor, this.#shown, this.#talks);
      if (current !== this.#current) {
        this.#current = current;
        this.#host.onTalks(this.#talks, current);
      }
      this.#savePlace();
    }, PLACE_DELAY_MS);
  }

  #savePlace(): void {
    const place = placeOf(this.editor, this.#shown.keys);
    if (place === null) return;
    const folds = [...this.#view.foldMarks(this.#shown)];
    void this.#host.api.savePlace({ name: this.name, place: { ...place, folds } });
  }

  async #takeFromMain(): Promise<void> {
    const answer = await this.#host.api.openNote({ name: this.name });
    if (answer.ok) this.replace(answer.value.version, answer.value.text);
    else this.#host.onError(answer.error);
  }

  async #replaceNow(version: number, theirs: string, tag: string): Promise<void> {
    await this.#writer.settled();
    await this.#composition.after();
    const { text: base, version: known } = this.#writer.acknowledged;
    if (version <= known) return;
    const ours = this.#writer.unsentText();
    const joined =
      ours === base.toString() ? null : mergeNotes(base.toString(), ours, theirs, 'theirs');
    const merged = joined?.text ?? theirs;
    this.kept.add(keptPlaces(joined?.keptBoth ?? [], 'second'));
    this.#show(parse(merged).blocks, tag);
    this.#writer.rebase(openText(parse(theirs)), version);
    if (merged !== theirs) this.#writer.owe();
  }

  /** Makes the note say another text, as one step that undo takes back. */
  setText(text: string): void {
    this.#replacing = this.#replacing.then(async () => {
      await this.#writer.settled();
      await this.#composition.after();
      this.#writer.unsentText();
      this.#show(parse(text).blocks, HISTORY_PUSH_TAG);
      this.#writer.owe();
    });
  }

  /** Shows other blocks in place of those that were read last. */
  #show(blocks: readonly Block[], tag: string): void {
    let keys: readonly string[] = [];
    this.editor.update(
      () => {
        keys = $replaceBlocks(this.#shown, blocks);
      },
      { discrete: true, tag: [tag, SKIP_SCROLL_INTO_VIEW_TAG] },
    );
    this.#writer.mirror.adopt(keys, blocks);
    this.#onRead({ blocks, keys });
  }
}

const NODES = [
  SectionNode,
  BlockNode,
  RowNode,
  CellNode,
  StampNode,
  UrlNode,
  SourceTextNode,
  ImageNode,
  LinkNode,
];

const PLACE_DELAY_MS = 400;

const THEME = {
  link: 'link',
  text: {
    bold: 'bold',
    italic: 'italic',
    strikethrough: 'strike',
    code: 'code',
  },
};

function noteElement(label: string, readOnly: boolean): HTMLElement {
  const element = document.createElement('div');
  element.className = 'note';
  element.setAttribute('contenteditable', readOnly ? 'false' : 'true');
  hideFromReact(element);
  element.setAttribute('role', 'textbox');
  element.setAttribute('aria-multiline', 'true');
  element.setAttribute('aria-label', label);
  if (readOnly) element.setAttribute('aria-readonly', 'true');
  element.tabIndex = 0;
  // Where the window has a spell checker: only the one of macOS is on this computer already.
  element.spellcheck = /^Mac/.test(navigator.platform);
  return element;
}

/**
 * Keeps React from looking for the selection in a note before each of its commits.
 *
 * It does so where the focused element's `contentEditable` property says 'true', to restore the
 * selection in case the commit removed it, and walks every text of the element on the way: 20 ms
 * in a note of 10,000 items for each change of the status line, several times a second while
 * somebody types. React never touches a note, so there is nothing to restore. The attribute, which
 * is what the browser goes by, is left alone.
 */
function hideFromReact(element: HTMLElement): void {
  Object.defineProperty(element, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set: (value: string) => element.setAttribute('contenteditable', value),
  });
}
