import { join } from 'node:path';
import type { CallError, NotebookStep } from '../../../shared/ipc/contract.ts';
import { folderOf } from '../../../shared/note/links/path.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { trashFolder } from '../../trash/hold.ts';
import { restoreFiles } from '../../trash/restore.ts';
import { diskError } from '../errno.ts';
import { createKeyedQueue } from '../keyed-queue.ts';
import { OperationRefused } from './intent.ts';
import { createMover } from './move-note.ts';
import type { OperationsOptions } from './operations-options.ts';
import { removeFiles, removeNote } from './remove-note.ts';
import { createSteps, type Step } from './steps.ts';

export interface Undone {
  /** False where there was nothing to take back. */
  readonly undone: boolean;
  readonly name: string | null;
}

/** What a person does to the notes of a notebook. One operation at a time; each can be undone. */
export interface Operations {
  /** Gives a note another place: a name and folder in one. A taken name gets a number. */
  readonly move: (name: string, wanted: string) => Promise<Result<NotebookStep, CallError>>;
  readonly duplicate: (name: string) => Promise<Result<NotebookStep, CallError>>;
  /** Moves a note and its images to the trash. */
  readonly remove: (name: string) => Promise<Result<NotebookStep, CallError>>;
  /** Moves images to the trash. */
  readonly removeImages: (names: readonly string[]) => Promise<Result<NotebookStep, CallError>>;
  /** A note was made: that can be undone too. */
  readonly created: (name: string) => void;
  /** Takes a step back, or the last one; answers with the note to look at, if there is one. */
  readonly undo: (id: number | null) => Promise<Result<Undone, CallError>>;
  /** Resolves when all that were begun by now are over. */
  readonly settled: () => Promise<void>;
}

/** Binds the operations to one open notebook. */
export function createOperations(options: OperationsOptions): Operations {
  const { ground, listener } = options;
  const moveTo = createMover(options);
  const queue = createKeyedQueue();
  const steps = createSteps();

  /** One at a time, and what a disk or a rule refuses becomes a value. */
  function inTurn<Value>(
    task: () => Promise<Result<Value, CallError>>,
  ): Promise<Result<Value, CallError>> {
    return queue.run('operations', async () => {
      try {
        return await task();
      } catch (thrown) {
        return err(thrown instanceof OperationRefused ? thrown.reason : diskError(thrown));
      }
    });
  }

  async function takeBack(step: Step): Promise<Result<{ name: string | null }, CallError>> {
    switch (step.kind) {
      case 'rename':
      case 'move': {
        const back = await moveTo('move', step.to ?? '', step.from);
        if (back.ok) await leaveFolder(folderOf(step.to ?? ''), folderOf(back.value));
        return back.ok ? ok({ name: back.value }) : back;
      }
      case 'create':
      case 'duplicate': {
        const removed = await removeNote(options, step.to ?? step.from);
        return removed.ok ? ok({ name: step.kind === 'duplicate' ? step.from : null }) : removed;
      }
      case 'delete':
      case 'images': {
        const names = await restoreFiles(ground, { kind: 'restore', hold: step.hold ?? '' });
        listener.onFiles(names);
        return ok({ name: step.kind === 'delete' ? step.from : null });
      }
    }
  }

  /** The folders that a step made go with it, where nothing else came to lie there. */
  async function leaveFolder(old: string, now: string): Promise<void> {
    for (let name = old; name !== '' && !`${now}/`.startsWith(`${name}/`); name = folderOf(name)) {
      const removed = await ground.disk.removeFolder(join(ground.folder, name)).then(
        () => true,
        (thrown: unknown) => diskError(thrown) === null,
      );
      if (!removed) return;
    }
  }

  function tell(step: Step): Result<NotebookStep, CallError> {
    const { id, kind, from, to, place, files } = step;
    return ok({
      id,
      kind,
      from,
      to,
      files: files ?? 0,
      ownTrash: place === 'own' ? trashFolder(ground.dataFolder) : null,
    });
  }

  return {
    move: (name, wanted) =>
      inTurn(async () => {
        const moved = await moveTo('move', name, wanted);
        if (!moved.ok) return moved;
        const kind = folderOf(name) === folderOf(moved.value) ? 'rename' : 'move';
        return tell(steps.add({ kind, from: name, to: moved.value }));
      }),
    duplicate: (name) =>
      inTurn(async () => {
        const copied = await moveTo('duplicate', name, name);
        if (!copied.ok) return copied;
        return tell(steps.add({ kind: 'duplicate', from: name, to: copied.value }));
      }),
    remove: (name) =>
      inTurn(async () => {
        const removed = await removeNote(options, name);
        if (!removed.ok) return removed;
        return tell(steps.add({ kind: 'delete', from: name, to: null, ...removed.value }));
      }),
    removeImages: (names) =>
      inTurn(async () => {
        const removed = await removeFiles(options, names);
        return tell(steps.add({ kind: 'images', from: names[0] ?? '', to: null, ...removed }));
      }),
    created: (name) => void steps.add({ kind: 'create', from: name, to: name }),
    undo: (id) =>
      inTurn<Undone>(async () => {
        const step = steps.take(id);
        if (step === null) return ok({ undone: false, name: null });
        let isBack = false;
        try {
          const taken = await takeBack(step);
          isBack = taken.ok;
          return taken.ok ? ok({ undone: true, ...taken.value }) : taken;
        } finally {
          if (!isBack) steps.putBack(step);
        }
      }),
    settled: () => queue.run('operations', async () => undefined),
  };
}
