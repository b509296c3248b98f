import { HISTORY_PUSH_TAG, type LexicalEditor, SKIP_SCROLL_INTO_VIEW_TAG } from 'lexical';
import type { CallError } from '../../../shared/ipc/contract.ts';
import { isEmpty, openText, parse } from '../../../shared/markdown/index.ts';
import type { Block } from '../../../shared/markdown/model.ts';
import { keptPlaces } from '../../../shared/merge/kept-place.ts';
import { mergeNotes } from '../../../shared/merge/merge.ts';
import type { Composition } from '../composition.ts';
import { $replaceBlocks } from '../fill.ts';
import type { KeptBothMarks } from '../kept-both.ts';
import { withUnwritten } from '../match-blocks.ts';
import { MirroredNote } from '../mirrored-note.ts';
import { mistake } from '../mistake.ts';
import type { Writer } from '../writer.ts';
import type { NoteApi } from './note-api.ts';

/** What taking another text needs of the session around it. */
export interface OtherTextHost {
  readonly editor: LexicalEditor;
  readonly writer: Writer;
  readonly composition: Pick<Composition, 'after'>;
  readonly kept: Pick<KeptBothMarks, 'add'>;
  readonly api: Pick<NoteApi, 'openNote'>;
  readonly name: () => string;
  /** The note as it was last read. */
  readonly shown: () => MirroredNote;
  /** The note was read again. */
  readonly onRead: (note: MirroredNote) => void;
  readonly onError: (error: CallError) => void;
}

/**
 * Makes an open note say another text: main's, joined with what was not sent yet, or an old version.
 *
 * One at a time, never while an edit is under way and never while an IME composes.
 */
export class OtherText {
  readonly #host: OtherTextHost;
  #taking: Promise<void> = Promise.resolve();

  constructor(host: OtherTextHost) {
    this.#host = host;
  }

  /** Main holds another text: the editor takes it, together with what was not sent yet. */
  replace(version: number, text: string, tag: string = HISTORY_PUSH_TAG): Promise<void> {
    return this.#inTurn(() => this.#replaceNow(version, text, tag));
  }

  /** Asks main for its text and takes it. */
  takeFromMain(): Promise<void> {
    return this.#inTurn(async () => {
      const answer = await this.#host.api.openNote({ name: this.#host.name() });
      if (!answer.ok) this.#host.onError(answer.error);
      else await this.#replaceNow(answer.value.version, answer.value.text, HISTORY_PUSH_TAG);
    });
  }

  /** Resolves when every other text is taken. */
  settled(): Promise<void> {
    return this.#taking;
  }

  /** One that cannot be taken must not keep those behind it from being taken. */
  #inTurn(take: () => Promise<void>): Promise<void> {
    this.#taking = this.#taking.then(take).catch((thrown: unknown) => {
      this.#host.onError(mistake(thrown));
    });
    return this.#taking;
  }

  /** Makes the note say another text, as one step that undo takes back. */
  set(text: string): void {
    const { writer, composition } = this.#host;
    void this.#inTurn(async () => {
      await writer.settled();
      await composition.after();
      writer.unsentText();
      this.#show(parse(text).blocks, HISTORY_PUSH_TAG);
      writer.owe();
    });
  }

  async #replaceNow(version: number, theirs: string, tag: string): Promise<void> {
    const { writer, composition, kept } = this.#host;
    await writer.settled();
    await composition.after();
    const { text: base, version: known } = writer.acknowledged;
    if (version <= known) return;
    const ours = writer.unsentText();
    const joined =
      ours === base.toString() ? null : mergeNotes(base.toString(), ours, theirs, 'theirs');
    const merged = joined?.text ?? theirs;
    kept.add(keptPlaces(joined?.keptBoth ?? [], 'second'));
    const { blocks } = parse(merged);
    const shown = this.#host.shown().blocks;
    const waits = shown.some(isEmpty);
    this.#show(waits ? withUnwritten(shown, parse(ours).blocks, blocks) : blocks, tag);
    writer.rebase(openText(parse(theirs)), version);
    if (merged !== theirs) writer.owe();
  }

  /** Shows other blocks in place of those that were read last. */
  #show(blocks: readonly Block[], tag: string): void {
    const { editor, writer, shown, onRead } = this.#host;
    let keys: readonly string[] = [];
    editor.update(
      () => {
        keys = $replaceBlocks(shown(), blocks);
      },
      { discrete: true, tag: [tag, SKIP_SCROLL_INTO_VIEW_TAG] },
    );
    writer.mirror.adopt(keys, blocks);
    onRead(new MirroredNote([{ blocks, keys }]));
  }
}
