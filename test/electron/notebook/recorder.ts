import type { NoteListener } from '../../../electron/notebook/held-note.ts';
import type { CallError, Notice } from '../../../shared/ipc/contract.ts';

/** What a note told, one entry per event, and a way to wait for one. */
export interface Recorder {
  readonly listener: NoteListener;
  readonly events: readonly NoteEvent[];
  /** Settles with the first event of a kind that has not been waited for yet. */
  readonly next: <Kind extends NoteEvent['kind']>(
    kind: Kind,
  ) => Promise<Extract<NoteEvent, { readonly kind: Kind }>>;
}

export type NoteEvent =
  | { readonly kind: 'onDisk'; readonly name: string; readonly version: number }
  | { readonly kind: 'problem'; readonly name: string; readonly error: CallError }
  | {
      readonly kind: 'replaced';
      readonly name: string;
      readonly version: number;
      readonly text: string;
    }
  | { readonly kind: 'notice'; readonly notice: Notice }
  | { readonly kind: 'file'; readonly name: string };

/** Makes a listener that remembers. */
export function createRecorder(): Recorder {
  const events: NoteEvent[] = [];
  const seen = new Map<NoteEvent['kind'], number>();
  let wake: () => void = () => undefined;

  function tell(event: NoteEvent): void {
    events.push(event);
    wake();
  }

  async function next<Kind extends NoteEvent['kind']>(
    kind: Kind,
  ): Promise<Extract<NoteEvent, { readonly kind: Kind }>> {
    const isKind = (event: NoteEvent): event is Extract<NoteEvent, { readonly kind: Kind }> =>
      event.kind === kind;
    for (;;) {
      const found = events.filter(isKind)[seen.get(kind) ?? 0];
      if (found !== undefined) {
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        return found;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    events,
    next,
    listener: {
      onDisk: (name, version) => tell({ kind: 'onDisk', name, version }),
      onProblem: (name, error) => tell({ kind: 'problem', name, error }),
      onReplaced: (name, version, text) => tell({ kind: 'replaced', name, version, text }),
      onNotice: (notice) => tell({ kind: 'notice', notice }),
      onFileChanged: (name) => tell({ kind: 'file', name }),
    },
  };
}
