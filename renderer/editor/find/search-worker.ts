import { type Match, type Query, search } from './search.ts';

/*
 * A regular expression runs here, where one that never ends can be ended (run-search.ts).
 */

/** What the worker is asked. */
export interface SearchRequest {
  readonly texts: readonly string[];
  readonly query: Query;
  readonly replacement: string | null;
}

addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  const matches: readonly Match[] = search(data.texts, data.query, data.replacement);
  // In a worker this takes no origin; the types here are those of a window.
  (postMessage as (message: unknown) => void)(matches);
});
