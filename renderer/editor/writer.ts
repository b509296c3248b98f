import type { EditorState, LexicalEditor, NodeKey } from 'lexical';
import type { CallError, OpenNote } from '../../shared/ipc/contract.ts';
import { type NoteText, type Sections, updateSections } from '../../shared/markdown/index.ts';
import type { Block } from '../../shared/markdown/model.ts';
import type { TextPatch } from '../../shared/text-patch.ts';
import { Mirror } from './mirror.ts';
import type { MirroredNote } from './mirrored-note.ts';
import { mistake } from './mistake.ts';
import { SendTimer } from './send-timer.ts';
import type { NoteApi } from './session/note-api.ts';

export interface WriterHooks {
  /** Called when edits begin or stop to wait for main, with the version that main holds. */
  readonly onPending: (pending: boolean, version: number) => void;
  /** Called with the note after each reading of the editor. */
  readonly onRead: (note: MirroredNote) => void;
  /** Main holds another text than this edit was based on. */
  readonly onStale: () => void;
  /** An edit could not be taken; it is kept and tried again. */
  readonly onFailed: (error: CallError) => void;
}

/**
 * Carries the editor's changes to the main process.
 *
 * One edit is under way at a time; what is typed meanwhile is the next one. While an IME composes,
 * what was there before the composition is still sent, from the state of that moment (laws 2 and 5).
 */
export class Writer {
  readonly #editor: LexicalEditor;
  readonly #api: Pick<NoteApi, 'editNote'>;
  #name: string;
  readonly #hooks: WriterHooks;
  readonly mirror = new Mirror();
  #hasBegun = false;

  /** The text that main holds at `#version`. */
  #sent: NoteText;
  #version: number;
  readonly #timer = new SendTimer(() => this.#start());
  #sending: Promise<void> | null = null;
  #pending = false;
  /** Main did not take the last edit: its text is still only here. */
  #refused = false;
  /** The editor's text differs from main's without anything being dirty. */
  #owing = false;
  /** The state before the composition that is going on, with what was unread in it. */
  #held: { readonly state: EditorState; dirty: ReadonlySet<NodeKey> } | null = null;

  constructor(
    editor: LexicalEditor,
    note: OpenNote,
    text: NoteText,
    api: Pick<NoteApi, 'editNote'>,
    hooks: WriterHooks,
  ) {
    this.#editor = editor;
    this.#api = api;
    this.#name = note.name;
    this.#sent = text;
    this.#version = note.version;
    this.#hooks = hooks;
  }

  /** The text main holds, with its version. */
  get acknowledged(): { readonly text: NoteText; readonly version: number } {
    return { text: this.#sent, version: this.#version };
  }

  /** Main has all that is text here. */
  get isSettled(): boolean {
    return this.#sending === null && !this.#hasUnsent();
  }

  /** The note goes on under another name. */
  rename(name: string): void {
    this.#name = name;
  }

  /** The editor is filled with the note: what changes from now on is an edit. */
  begin(keys: readonly NodeKey[], blocks: readonly Block[]): void {
    this.mirror.adopt(keys, blocks);
    this.#hasBegun = true;
  }

  /** Starts over from a text that main holds; the editor shows `blocks`-many adopted blocks of it. */
  rebase(text: NoteText, version: number): void {
    this.#sent = text;
    this.#version = version;
    this.#refused = false;
    if (this.#pending) this.#schedule();
  }

  /** What the editor shows is more than main holds, though no key follows: a merge made it so. */
  owe(): void {
    this.#owing = true;
    this.#setPending(true);
    this.#schedule();
  }

  /** An update touched these nodes. */
  changed(keys: Iterable<NodeKey>): void {
    if (!this.#hasBegun) return;
    this.mirror.touch(keys);
    if (!this.#hasUnsent()) return;
    this.#setPending(true);
    this.#schedule();
  }

  /** Composition begins: what is there now may be sent, what comes is not text yet. */
  hold(): void {
    this.#held ??= { state: this.#editor.getEditorState(), dirty: this.mirror.takeDirty() };
  }

  /** Composition is over. */
  release(): void {
    if (this.#held === null) return;
    this.mirror.touch(this.#held.dirty);
    this.#held = null;
    if (!this.mirror.isDirty) return;
    // Committed words wait from here on; until they are sent the status must not call them durable.
    this.#setPending(true);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#refused) this.#timer.retry();
    else this.#timer.request();
  }

  #start(): void {
    if (this.#sending !== null) return;
    this.#sending = this.#send()
      .catch((thrown: unknown) => this.#brokeOff(thrown))
      .finally(() => {
        this.#sending = null;
        if (this.#hasUnsent()) this.#schedule();
        else this.#setPending(false);
      });
  }

  /** A mistake of ours is told like any other refusal: what was typed waits, and says that it does. */
  #brokeOff(thrown: unknown): void {
    this.#refused = true;
    this.#hooks.onFailed(mistake(thrown));
  }

  #hasUnsent(): boolean {
    if (this.#refused || this.#owing) return true;
    return this.#held === null ? this.mirror.isDirty : this.#held.dirty.size > 0;
  }

  #setPending(pending: boolean): void {
    if (pending === this.#pending) return;
    this.#pending = pending;
    this.#hooks.onPending(pending, this.#version);
  }

  /** Reads the editor as far as it is text: all of it, or what was there before a composition. */
  read(): MirroredNote {
    if (this.#held === null)
      return this.#readState(this.#editor.getEditorState(), this.mirror.takeDirty());
    const { state, dirty } = this.#held;
    this.#held.dirty = new Set();
    return this.#readState(state, dirty);
  }

  /** What a reading that breaks off was to look at is looked at by the next one. */
  #readState(state: EditorState, dirty: ReadonlySet<NodeKey>): MirroredNote {
    try {
      return this.mirror.read(this.#editor, state, dirty);
    } catch (thrown) {
      if (this.#held === null) this.mirror.touch(dirty);
      else this.#held.dirty = dirty;
      throw thrown;
    }
  }

  async #send(): Promise<void> {
    this.#timer.sent();
    this.#owing = false;
    const note = this.read();
    this.#hooks.onRead(note);
    const { text, patch } = updateSections(this.#sent, blocksOf(note));
    await this.#sendPatch(text, patch);
  }

  async #sendPatch(text: NoteText, patch: TextPatch | null): Promise<void> {
    if (patch === null) {
      this.#sent = text;
      this.#refused = false;
      return;
    }
    const answer = await this.#api.editNote({
      name: this.#name,
      baseVersion: this.#version,
      patch,
    });
    // Also where main's text has moved on: until both are joined, what was typed is only here.
    this.#refused = !answer.ok;
    if (answer.ok) {
      this.#sent = text;
      this.#version = answer.value.version;
    } else if (answer.error.kind === 'stale') {
      this.#hooks.onStale();
    } else {
      this.#hooks.onFailed(answer.error);
    }
  }

  /** Sends all that waits and resolves when main has it. */
  async flush(): Promise<void> {
    for (;;) {
      this.#timer.stop();
      if (this.#sending === null) {
        if (!this.#hasUnsent()) {
          // What was dirty may have been read meanwhile, and the timer that would say so is gone.
          this.#setPending(false);
          return;
        }
        this.#start();
      }
      await this.#sending;
      // A refused edit stays here and is tried again; waiting for it would never end.
      if (this.#refused) return;
    }
  }

  /** Resolves when no edit is under way. */
  async settled(): Promise<void> {
    while (this.#sending !== null) await this.#sending;
  }

  /** The editor's text now, with what main does not have yet. */
  unsentText(): string {
    const note = this.read();
    this.#hooks.onRead(note);
    return updateSections(this.#sent, blocksOf(note)).text.toString();
  }

  dispose(): void {
    this.#timer.stop();
  }
}

/** The blocks in runs; one that did not change is the same array as before. */
function blocksOf({ sections }: MirroredNote): Sections {
  return sections.map(({ blocks }) => blocks);
}

/**
 * The keys an undo or redo may have changed: it replaces the whole state, without a dirty list.
 *
 * Also those that it took away: they may be those of a section that waits now, and be there again,
 * filled, before anybody reads what changed.
 */
export function changedKeys(before: EditorState, after: EditorState): Set<NodeKey> {
  const keys = new Set<NodeKey>();
  for (const key of before._nodeMap.keys()) if (!after._nodeMap.has(key)) keys.add(key);
  for (const [key, node] of after._nodeMap) {
    if (before._nodeMap.get(key) === node) continue;
    for (let current: typeof node | undefined = node; current !== undefined; ) {
      if (keys.has(current.__key)) break;
      keys.add(current.__key);
      current = current.__parent === null ? undefined : after._nodeMap.get(current.__parent);
    }
  }
  return keys;
}
