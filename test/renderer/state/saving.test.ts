import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NOTHING_TO_SAVE,
  type Saving,
  savingDurable,
  savingFailed,
  savingOpened,
  savingPending,
  viewSaving,
} from '../../../renderer/app/state/saving.ts';

const opened = open(NOTHING_TO_SAVE, 'a.md', 5);
const typed = savingPending(opened, { name: 'a.md', pending: true, version: 5 });
const taken = savingPending(typed, { name: 'a.md', pending: false, version: 6 });

function open(saving: Saving, name: string, version: number, durableVersion = version): Saving {
  return savingOpened(saving, { name, version, durableVersion });
}

function durable(saving: Saving, name: string, version: number, atEpochMs = 1000): Saving {
  return savingDurable(saving, { name, version, atEpochMs });
}

describe('a file that another program made unreadable', () => {
  const problem = (saving: Saving) => {
    const view = viewSaving(saving);
    return view.kind === 'problem' ? view.problem : view.kind;
  };

  it('is told of a note that nobody edited as long as that is open', () => {
    const failed = savingFailed(opened, 'a.md', 'unreadable');
    expect(problem(failed)).toBe('unreadable-unedited');
    expect(problem(open(failed, 'b.md', 9))).toBe('on-disk');
  });

  it('is told of words that wait, also when another note is opened, and before all else', () => {
    const failed = savingFailed(taken, 'a.md', 'unreadable');
    const both = savingFailed(open(failed, 'b.md', 9), 'b.md', 'unreadable');
    expect([failed, open(failed, 'b.md', 9), both].map(problem)).toEqual([
      'unreadable',
      'unreadable',
      'unreadable',
    ]);
  });

  it('may have words waiting of a note that was not open in this window', () => {
    const failed = savingFailed(opened, 'never-open.md', 'unreadable');
    expect(problem(open(failed, 'b.md', 9))).toBe('unreadable');
  });
});

describe('the status says that all is on disk', () => {
  it('when nothing was typed', () => {
    expect(viewSaving(NOTHING_TO_SAVE)).toEqual({ kind: 'on-disk', atEpochMs: null, again: false });
    expect(viewSaving(opened)).toEqual({ kind: 'on-disk', atEpochMs: null, again: false });
  });

  it('not while edits wait for main, nor while main’s version waits for the disk', () => {
    expect(viewSaving(typed)).toEqual({ kind: 'saving' });
    expect(viewSaving(taken)).toEqual({ kind: 'saving' });
  });

  it('when the version that main holds is durable, with the time', () => {
    expect(viewSaving(durable(taken, 'a.md', 6))).toEqual({
      kind: 'on-disk',
      atEpochMs: 1000,
      again: false,
    });
  });

  it('not when an older version became durable on a slow disk', () => {
    expect(viewSaving(durable(taken, 'a.md', 5))).toEqual({ kind: 'saving' });
  });

  it('not while a note that is no longer on screen still waits', () => {
    const switched = open(taken, 'b.md', 9);
    expect(viewSaving(switched)).toEqual({ kind: 'saving' });
    expect(viewSaving(open(switched, 'a.md', 6, 5))).toEqual({ kind: 'saving' });
    expect(viewSaving(durable(switched, 'a.md', 6)).kind).toBe('on-disk');
  });

  it('after an edit that was taken back before it was sent', () => {
    expect(
      viewSaving(savingPending(typed, { name: 'a.md', pending: false, version: 5 })).kind,
    ).toBe('on-disk');
  });

  it('not of a note that opens with text which a journal brought back', () => {
    expect(viewSaving(open(NOTHING_TO_SAVE, 'a.md', 2, 1))).toEqual({ kind: 'saving' });
  });

  it('of a clean note that main read anew under a later version', () => {
    expect(viewSaving(open(durable(taken, 'a.md', 6), 'a.md', 8)).kind).toBe('on-disk');
  });
});

describe('a note that cannot be written', () => {
  const failed = savingFailed(taken, 'a.md', 'disk-full');

  it('is told before all else, also when another note is open', () => {
    expect(viewSaving(failed)).toEqual({ kind: 'problem', problem: 'disk-full' });
    expect(viewSaving(open(failed, 'b.md', 9)).kind).toBe('problem');
    expect(viewSaving(durable(failed, 'b.md', 9)).kind).toBe('problem');
  });

  it('is told once more when it was written after all, until the next key', () => {
    const recovered = durable(failed, 'a.md', 6);
    expect(viewSaving(recovered)).toEqual({ kind: 'on-disk', atEpochMs: 1000, again: true });
    const next = savingPending(recovered, { name: 'a.md', pending: true, version: 6 });
    expect(viewSaving(next)).toEqual({ kind: 'saving' });
    const done = durable(
      savingPending(next, { name: 'a.md', pending: false, version: 7 }),
      'a.md',
      7,
    );
    expect(viewSaving(done)).toEqual({ kind: 'on-disk', atEpochMs: 1000, again: false });
  });
});

describe('whatever happens', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), note: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('send' as const), note: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('save' as const), note: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('open' as const), note: fc.constantFrom('a', 'b') }),
  );

  it('"on disk" is never said while a change is not, and always once all are', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = new World();
        for (const { kind, note } of steps) world[kind](note);
        expect(viewSaving(world.saving).kind).toBe(world.allDurable() ? 'on-disk' : 'saving');
      }),
      { numRuns: 500 },
    );
  });
});

/** A small editor, main process and disk: versions never repeat in a notebook. */
class World {
  saving: Saving = NOTHING_TO_SAVE;
  #version = 0;
  readonly #notes = new Map<string, { unsent: boolean; held: number; durable: number }>();

  #note(name: string) {
    const known = this.#notes.get(name);
    if (known !== undefined) return known;
    this.#version += 1;
    const note = { unsent: false, held: this.#version, durable: this.#version };
    this.#notes.set(name, note);
    this.saving = open(this.saving, name, note.held, note.durable);
    return note;
  }

  open(name: string): void {
    const note = this.#note(name);
    this.saving = open(this.saving, name, note.held, note.durable);
  }

  edit(name: string): void {
    const note = this.#note(name);
    note.unsent = true;
    this.saving = savingPending(this.saving, { name, pending: true, version: note.held });
  }

  send(name: string): void {
    const note = this.#note(name);
    if (!note.unsent) return;
    this.#version += 1;
    note.unsent = false;
    note.held = this.#version;
    this.saving = savingPending(this.saving, { name, pending: false, version: note.held });
  }

  save(name: string): void {
    const note = this.#note(name);
    note.durable = note.held;
    this.saving = savingDurable(this.saving, { name, version: note.durable, atEpochMs: 1 });
  }

  allDurable(): boolean {
    return [...this.#notes.values()].every((note) => !note.unsent && note.durable === note.held);
  }
}
