import type { LexicalEditor } from 'lexical';
import type { BackrowApi, Place } from '../../../shared/ipc/contract.ts';
import type { Composition } from '../composition.ts';
import type { MirroredNote } from '../mirrored-note.ts';
import { placeOf } from '../place.ts';

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

  /** Keeps at once what waits: who quits right after a fold or a step of the caret finds both again. */
  flush(): void {
    const { composition, isSource } = this.#host;
    if (this.#timer !== null && !composition.active && !isSource()) this.#save();
  }

  /** Keeps the place a last time: the session ends. */
  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#host.isSource()) this.#save();
  }

  #save(): void {
    const { editor, api, name, shown, foldMarks } = this.#host;
    const place = placeOf(editor, shown());
    if (place === null) return;
    void api.savePlace({ name: name(), place: { ...place, folds: [...foldMarks()] } });
  }
}
