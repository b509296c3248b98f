import { startWorker } from '../trusted-worker.ts';
import { expressionOf, type Match, type QueryProblem, search } from './search.ts';
import type { SearchRequest } from './search-worker.ts';
import workerAddress from './search-worker.ts?worker&url';

/** A regular expression that has not ended by then, will not; `(a+)+$` takes years on 60 letters. */
const LONGEST_MS = 1500;

/** What a search gives: where it was found, or why not. */
export type Found =
  | { readonly kind: 'found'; readonly matches: readonly Match[] }
  | { readonly kind: QueryProblem };

/** Looks for a query; aborting gives `null`. */
export type RunSearch = (request: SearchRequest, signal: AbortSignal) => Promise<Found | null>;

/**
 * Looks for words at once, for a regular expression beside the window, with a time limit.
 *
 * Words alone cannot take long: they are an expression without any choice in it.
 */
export async function runSearch(
  request: SearchRequest,
  signal: AbortSignal,
): Promise<Found | null> {
  const { texts, query, replacement } = request;
  if (!query.isRegex) return { kind: 'found', matches: search(texts, query, replacement) };
  if (expressionOf(query) === null) return { kind: 'invalid' };
  return searchBeside(request, signal);
}

function searchBeside(request: SearchRequest, signal: AbortSignal): Promise<Found | null> {
  return new Promise((resolve) => {
    const worker = startWorker('search-worker', workerAddress);
    const timer = setTimeout(() => end({ kind: 'slow' }), LONGEST_MS);
    const abort = () => end(null);

    function end(found: Found | null): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      worker.terminate();
      resolve(found);
    }

    signal.addEventListener('abort', abort);
    worker.addEventListener('message', ({ data }: MessageEvent<readonly Match[]>) =>
      end({ kind: 'found', matches: data }),
    );
    worker.addEventListener('error', () => end({ kind: 'invalid' }));
    worker.postMessage(request);
  });
}
