import type { NodeKey } from 'lexical';
import type { CallError, CallErrorKind, StoredImage } from '../../../shared/ipc/contract.ts';
import { err, type Result } from '../../../shared/result.ts';
import { mistake } from '../mistake.ts';

/** An image that notebook and app data have refused. Its bytes are here and nowhere else. */
export interface WaitingImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly talk: string;
  readonly minuteOfDay: number;
  /** The block it goes below; null for the caret's, undefined while its paste has no place yet. */
  place: NodeKey | null | undefined;
}

export interface WaitingHost {
  readonly store: (image: WaitingImage) => Promise<Result<StoredImage, CallError>>;
  /** Puts a stored image into the note and answers with the block that holds it. */
  readonly put: (
    stored: StoredImage,
    place: NodeKey | null,
    isFirst: boolean,
  ) => Promise<NodeKey | null>;
  /** Says that an image waits. */
  readonly onWaits: () => void;
  /** An image will never be stored. */
  readonly onFailed: (error: CallError) => void;
  /** No image waits any more, in no note. */
  readonly onOver: () => void;
}

/** Images are tried again after this long … */
const FIRST_RETRY_MS = 2000;
/** … then after longer and longer, but never longer than this. */
const LONGEST_RETRY_MS = 15_000;
const GROWTH = 1.5;

/** What a disk says that may be otherwise a moment later; all else is an answer about the image. */
const PASSING: ReadonlySet<CallErrorKind> = new Set<CallErrorKind>([
  'disk-full',
  'no-answer',
  'denied',
  'missing',
  'unsafe',
  'failed',
]);

/** True where the same image may be stored later. */
export function mayPass({ kind }: CallError): boolean {
  return PASSING.has(kind);
}

/** The images that wait in all notes, also in those that are not on screen. */
const waiting = new Set<WaitingImages>();

/** Pastes whose images are being stored. */
const underWay = new Set<Promise<void>>();

/** True while there is an image that is only in the window's memory. */
export function imagesWait(): boolean {
  return waiting.size > 0 || underWay.size > 0;
}

/** Counts a paste among what the window still has to do, until its images are in the note. */
export function followPaste(paste: Promise<void>): void {
  underWay.add(paste);
  const done = (): void => void underWay.delete(paste);
  void paste.then(done, (thrown: unknown) => {
    done();
    reportError(thrown);
  });
}

/** Says once more of each note's images that they wait: somebody is about to leave them. */
export function tellImagesWait(): void {
  for (const images of waiting) images.tell();
}

/** Tries now to store all images that wait; resolves when each was tried, and what was pasted is in. */
export async function storeWaitingImages(): Promise<void> {
  await Promise.allSettled([...underWay, ...[...waiting].map((images) => images.tryNow())]);
}

/** How many images were stored since the window opened. */
let storedImages = 0;

/** Counts an image that was stored. */
export function countStoredImage(): void {
  storedImages++;
}

/**
 * Stores what can be stored, for as long as no image takes longer than `limitMs`: a slow disk is
 * waited for, and one that hangs does not keep the answer.
 */
export async function storeWhileDiskTakes(limitMs: number): Promise<void> {
  let before: number;
  do {
    before = storedImages;
    const late = new Promise((resolve) => setTimeout(resolve, limitMs));
    await Promise.race([storeWaitingImages(), late]);
  } while (imagesWait() && storedImages > before);
}

/**
 * The images of one note that no disk takes, in the order in which they came (law 2).
 *
 * Each is tried again until it is durable, and then put where it was to go. One that does not go
 * does not hold up the next, which may be smaller.
 */
export class WaitingImages {
  readonly #host: WaitingHost;
  readonly #images: WaitingImage[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #retryMs = FIRST_RETRY_MS;
  #trying: Promise<void> | null = null;
  #whenEmpty: (() => void)[] = [];

  constructor(host: WaitingHost) {
    this.#host = host;
  }

  get isEmpty(): boolean {
    return this.#images.length === 0;
  }

  /** Keeps an image that was refused for a reason that may pass. */
  add(image: WaitingImage): void {
    if (this.isEmpty) this.#retryMs = FIRST_RETRY_MS;
    this.#images.push(image);
    waiting.add(this);
    this.tell();
    this.#schedule();
  }

  tell(): void {
    this.#host.onWaits();
  }

  /** The paste that brought images has its place. */
  placeAt(place: NodeKey): void {
    for (const image of this.#images) if (image.place === undefined) image.place = place;
  }

  /** Tries all of them; resolves when each was tried once. */
  tryNow(): Promise<void> {
    this.#stop();
    this.#trying ??= this.#tryEach().finally(() => {
      this.#trying = null;
      this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * GROWTH);
      this.#schedule();
    });
    return this.#trying;
  }

  /** Resolves when nothing waits. */
  empty(): Promise<void> {
    if (this.isEmpty) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  dispose(): void {
    this.#stop();
    this.#images.length = 0;
    this.#ended();
  }

  #schedule(): void {
    if (this.isEmpty || this.#trying !== null) return;
    this.#timer ??= setTimeout(() => void this.tryNow(), this.#retryMs);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #tryEach(): Promise<void> {
    let isFirst = true;
    for (const image of [...this.#images]) {
      const answer = await this.#store(image);
      // Gone with its note meanwhile.
      if (!this.#images.includes(image)) return;
      if (answer.ok) {
        await this.#put(image, answer.value, isFirst);
        isFirst = false;
      } else if (mayPass(answer.error)) continue;
      else this.#host.onFailed(answer.error);
      this.#remove(image);
    }
  }

  async #store(image: WaitingImage): Promise<Result<StoredImage, CallError>> {
    try {
      return await this.#host.store(image);
    } catch (thrown) {
      return err(mistake(thrown));
    }
  }

  /** Those that were to go to the same place go below it. */
  async #put(image: WaitingImage, stored: StoredImage, isFirst: boolean): Promise<void> {
    const { place } = image;
    const key = await this.#host.put(stored, place ?? null, isFirst);
    if (key === null) return;
    for (const later of this.#images.slice(this.#images.indexOf(image) + 1))
      if (later.place === place) later.place = key;
  }

  #remove(image: WaitingImage): void {
    const at = this.#images.indexOf(image);
    if (at !== -1) this.#images.splice(at, 1);
    if (this.isEmpty) this.#ended();
  }

  #ended(): void {
    if (!waiting.delete(this)) return;
    if (waiting.size === 0) this.#host.onOver();
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }
}
