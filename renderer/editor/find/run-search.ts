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
    const worker = startWorker();
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

let policy: TrustedScriptPolicy | null = null;

/** The one policy that names a script, and the one script it names (content-security-policy.ts). */
interface TrustedScriptPolicy {
  readonly createScriptURL: (url: string) => string;
}

function startWorker(): Worker {
  policy ??= trustedTypes().createPolicy('search-worker', {
    createScriptURL: () => workerAddress,
  });
  return new Worker(policy.createScriptURL(workerAddress), { type: 'module' });
}

interface TrustedTypes {
  readonly createPolicy: (name: string, rules: TrustedScriptPolicy) => TrustedScriptPolicy;
}

/** TypeScript does not know Trusted Types yet. */
function trustedTypes(): TrustedTypes {
  return (window as unknown as { readonly trustedTypes: TrustedTypes }).trustedTypes;
}
