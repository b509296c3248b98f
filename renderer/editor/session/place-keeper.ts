import type { LexicalEditor } from 'lexical';
import type { BackrowApi, Place, View } from '../../../shared/ipc/contract.ts';
import type { Composition } from '../composition.ts';
import type { MirroredNote } from '../mirrored-note.ts';
import { placeOf, viewOf } from '../place.ts';

/** The caret has to rest so long before its place is told and kept. */
const REST_MS = 400;

/** What keeping the place needs of the session around it. */
export interface PlaceKeeperHost {
  readonly editor: LexicalEditor;
  readonly api: Pick<BackrowApi, 'savePlace'>;
  readonly name: () => string;
  readonly shown: () => MirroredNote;
  readonly composition: Pick<Composition, 'active'>;
  /** The note's source is on screen: the outline's caret is not where the user is. */
  readonly isSource: () => boolean;
  readonly foldMarks: () => Iterable<NonNullable<Place['folds']>[number]>;
  /** The caret came to rest. */
  readonly onRest: () => void;
}

/** Keeps where the caret is and what is folded, for the talks panel and the next start. */
export class PlaceKeeper {
  readonly #host: PlaceKeeperHost;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** What was in view when that was last looked at; a note that is not on screen has no other. */
  #view: View | null = null;

  constructor(host: PlaceKeeperHost) {
    this.#host = host;
  }

  /** The caret moved, or a fold changed. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const { composition, onRest } = this.#host;
      if (composition.active) return;
      onRest();
      this.#save();
    }, REST_MS);
  }

  /** Keeps at once what waits: who quits right after a fold, a step or a scroll finds all again. */
  flush(): void {
    const { composition, isSource } = this.#host;
    if (composition.active || isSource()) return;
    const before = this.#view;
    const view = this.#look();
    const hasScrolled = view?.block !== before?.block || view?.top !== before?.top;
    if (this.#timer !== null || hasScrolled) this.#save();
  }

  /** What the note showed last; null before it was on screen. */
  get view(): View | null {
    return this.#view;
  }

  /** Keeps the place a last time: the session ends. */
  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#host.isSource()) this.#save();
  }

  #look(): View | null {
    const { editor, shown } = this.#host;
    this.#view = viewOf(editor, shown()) ?? this.#view;
    return this.#view;
  }

  #save(): void {
    const { editor, api, name, shown, foldMarks } = this.#host;
    const place = placeOf(editor, shown());
    if (place === null) return;
    const view = this.#look() ?? undefined;
    void api.savePlace({ name: name(), place: { ...place, view, folds: [...foldMarks()] } });
  }
}
