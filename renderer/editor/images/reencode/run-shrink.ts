import { startWorker } from '../../trusted-worker.ts';
import type { ShrinkRequest } from './shrink-worker.ts';
import workerAddress from './shrink-worker.ts?worker&url';

/**
 * Writes a picture anew beside the window; null where it stays as it is, or where it was aborted.
 *
 * Aborting ends the work at once, whatever the encoder is doing.
 */
export function runShrink(
  request: ShrinkRequest,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    const worker = startWorker('shrink-worker', workerAddress);
    const abort = (): void => end(null);

    function end(bytes: Uint8Array<ArrayBuffer> | null): void {
      signal.removeEventListener('abort', abort);
      worker.terminate();
      resolve(bytes);
    }

    signal.addEventListener('abort', abort);
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | null>) =>
      end(data),
    );
    worker.addEventListener('error', abort);
    worker.postMessage(request, [request.bytes.buffer]);
  });
}
