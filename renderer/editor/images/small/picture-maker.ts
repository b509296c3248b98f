import { startWorker } from '../../trusted-worker.ts';
import type { PictureRequest } from './picture-worker.ts';
import workerAddress from './picture-worker.ts?worker&url';

/** A worker costs some megabytes; it goes when nobody scrolled to a picture for so long. */
const REST_MS = 2000;
/** Whatever takes longer is shown as it is. */
const LIMIT_MS = 10_000;

/** Makes small pictures in a worker, one at a time; the worker is there only while it is used. */
export class PictureMaker {
  #worker: Worker | null = null;
  #end: (picture: Blob | null) => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Null for a picture that stays as it is. Ask again only when this was answered. */
  make(request: PictureRequest): Promise<Blob | null> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dispose(), LIMIT_MS);
    return new Promise((resolve) => {
      this.#end = (picture) => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.dispose(), REST_MS);
        resolve(picture);
      };
      this.#start().postMessage(request);
    });
  }

  /** Ends the worker, and with it what is being made. */
  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#end(null);
    clearTimeout(this.#timer);
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = startWorker('picture-worker', workerAddress);
    worker.addEventListener('message', ({ data }: MessageEvent<Blob | null>) => this.#end(data));
    worker.addEventListener('error', () => this.#end(null));
    this.#worker = worker;
    return worker;
  }
}
