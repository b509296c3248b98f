import type { SyncProblemKind } from '../../../shared/sync-status.ts';
import type { Words } from '../words.ts';

/** What is wrong with the sync and what helps, as one text. */
export function problemWords(kind: SyncProblemKind, text: Words['text']): string {
  return text('problem.whole', {
    problem: text(`problem.${kind}`),
    help: text(`problem.${kind}.help`),
  });
}
