import type { CallError } from '../../../shared/ipc/contract.ts';
import { type KeptPlace, keptPlaces } from '../../../shared/merge/kept-place.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import { diffLines, splitLines } from '../../../shared/text-patch.ts';
import { mistake } from '../mistake.ts';
import { SendTimer } from '../send-timer.ts';
import type { NoteApi } from '../session/note-api.ts';
import { editedSource, shownSource } from './lines.ts';

/** What carries the source to main needs of the view. */
export interface SourceLinkHost {
  readonly api: Pick<NoteApi, 'editNote' | 'openNote'>;
  readonly name: () => string;
  /** The shown source as it is now; while an IME composes, as it was before. */
  readonly read: () => string;
  /** Shows another text. */
  readonly show: (source: string) => void;
  /** Resolves when no IME composes. */
  readonly afterComposition: () => Promise<void>;
  /** The source came to rest, or typing has gone on for a while. */
  readonly onRest: () => void;
  readonly onPending: (pending: boolean, version: number) => void;
  /** A merge kept both versions of lines. */
  readonly onKept: (places: readonly KeptPlace[]) => void;
  readonly onError: (error: CallError) => void;
}

/**
 * Carries edits of a note's source to the main process: by whole lines, one edit at a time.
 *
 * What main took meanwhile from elsewhere is merged in, as in the outline (law 4).
 */
export class SourceLink {
  readonly #host: SourceLinkHost;
  /** The text that main holds at `#version`, and how it is shown. */
  #text: string;
  #shown: string;
  #version: number;
  readonly #timer = new SendTimer(() => this.#start());
  #sending: Promise<void> | null = null;
  #refused = false;
  #taking: Promise<void> = Promise.resolve();

  constructor(host: SourceLinkHost, text: string, version: number) {
    this.#host = host;
    this.#text = text;
    this.#shown = shownSource(text);
    this.#version = version;
  }

  /** The text that main holds, and its version. */
  get acknowledged(): { readonly text: string; readonly version: number } {
    return { text: this.#text, version: this.#version };
  }

  /** What the view shows is what main holds. */
  get isSettled(): boolean {
    return this.#sending === null && !this.#hasUnsent();
  }

  /** The source was edited. */
  changed(): void {
    this.#host.onPending(true, this.#version);
    this.#schedule();
  }

  /** Main holds another text. */
  replaced(version: number, text: string): void {
    this.#taking = this.#taking
      .then(async () => {
        await this.#sending;
        await this.#merge(version, text);
      })
      .catch((thrown: unknown) => this.#host.onError(mistake(thrown)));
  }

  /** Sends all that waits; true when main has it. */
  async flush(): Promise<boolean> {
    for (;;) {
      this.#timer.stop();
      await this.#taking;
      if (this.isSettled) return true;
      this.#start();
      await this.#sending;
      if (this.#refused) return false;
    }
  }

  dispose(): void {
    this.#timer.stop();
  }

  /** The note's text as the view has it, in the bytes of the file. */
  #current(): string {
    const shown = this.#host.read();
    return shown === this.#shown ? this.#text : editedSource(this.#text, shown);
  }

  #hasUnsent(): boolean {
    return this.#host.read() !== this.#shown;
  }

  #acknowledge(text: string, version: number): void {
    if (text !== this.#text) this.#shown = shownSource(text);
    this.#text = text;
    this.#version = version;
  }

  #schedule(): void {
    if (this.#refused) this.#timer.retry();
    else this.#timer.request();
  }

  #start(): void {
    if (this.#sending !== null) return;
    this.#timer.sent();
    this.#sending = this.#send()
      .catch((thrown: unknown) => this.#refuse(mistake(thrown)))
      .finally(() => {
        this.#sending = null;
        if (this.#hasUnsent()) this.#schedule();
        else this.#host.onPending(false, this.#version);
      });
  }

  /** The edit stays here and is tried again. */
  #refuse(error: CallError): void {
    this.#refused = true;
    this.#host.onError(error);
  }

  async #send(): Promise<void> {
    const { api, name, onRest } = this.#host;
    onRest();
    const text = this.#current();
    const patch = diffLines(splitLines(this.#text), splitLines(text));
    this.#refused = false;
    if (patch.deletedLines === 0 && patch.inserted === '') return;
    const answer = await api.editNote({ name: name(), baseVersion: this.#version, patch });
    if (answer.ok) this.#acknowledge(text, answer.value.version);
    else if (answer.error.kind === 'stale') await this.#takeFromMain();
    else this.#refuse(answer.error);
  }

  async #takeFromMain(): Promise<void> {
    const { api, name } = this.#host;
    const answer = await api.openNote({ name: name() });
    if (answer.ok) await this.#merge(answer.value.version, answer.value.text);
    else this.#refuse(answer.error);
  }

  async #merge(version: number, theirs: string): Promise<void> {
    await this.#host.afterComposition();
    if (version <= this.#version) return;
    const base = this.#text;
    const ours = this.#current();
    const joined = ours === base ? null : mergeNotes(base, ours, theirs, 'theirs');
    this.#host.onKept(keptPlaces(joined?.keptBoth ?? [], 'second'));
    this.#acknowledge(theirs, version);
    this.#host.show(shownSource(joined?.text ?? theirs));
    if (this.#hasUnsent()) this.changed();
  }
}
