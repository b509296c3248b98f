import { describe, expect, it, vi } from 'vitest';
import {
  type AppState,
  startState,
  withDurable,
  withError,
  withNote,
  withNotes,
  withNotice,
  withoutMessage,
  withoutNotice,
  withProblem,
  withToldBy,
} from '../../../renderer/app/state/app-state.ts';
import { viewSaving } from '../../../renderer/app/state/saving.ts';
import { createStore } from '../../../renderer/app/state/store.ts';
import type { Start } from '../../../shared/ipc/contract.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';

const summary = { title: 'A', date: null, talks: 0, modifiedEpochMs: 0, waiting: false } as const;
const openNote = {
  name: 'a.md',
  version: 3,
  durableVersion: 3,
  text: '# A',
  readOnly: null,
  place: null,
} as const;
const start: Start = {
  platform: 'linux',
  systemLanguage: 'ja-JP',
  settings: DEFAULT_SETTINGS,
  notebook: { id: '1', title: 'Talks' },
  recentNotebooks: [],
  notes: [
    { ...summary, name: 'a.md', date: '2026-01-01' },
    { ...summary, name: 'b.md', date: '2026-02-01' },
  ],
  note: openNote,
  sync: {
    state: 'off',
    waiting: { notes: 0, images: 0, bytes: 0 },
    uncommitted: { notes: 0, images: 0, bytes: 0 },
    lastCommittedEpochMs: null,
    lastSharedEpochMs: null,
    remote: null,
    problem: null,
  },
  keptBoth: {},
  notices: [{ id: 'path-missing', values: { path: '/x' } }],
};
const notice = (path: string) => ({ id: 'path-missing', values: { path } }) as const;
const paths = (state: AppState) =>
  state.messages.map((message) => message.kind === 'notice' && message.notice.values.path);

describe('a window that starts', () => {
  it('shows what main gave: the notes in order, the open one on disk, the notices', () => {
    const state = startState(start, 'wide');
    expect(state.notes.map(({ name }) => name)).toEqual(['b.md', 'a.md']);
    expect(viewSaving(state.saving).kind).toBe('on-disk');
    expect(paths(state)).toEqual(['/x']);
  });

  it('forgets everything of the notebook before when another one is opened', () => {
    const state = { ...startState(start, 'wide'), search: 'x', dialog: 'settings' } as const;
    const other = startState({ ...start, notes: [], note: null, notices: [] }, state.room);
    expect({ ...other, notes: other.notes.length, search: other.search }).toMatchObject({
      note: null,
      notes: 0,
      search: null,
      dialog: null,
      messages: [],
    });
  });
});

describe('another note', () => {
  it('takes the place of the one before, and what was searched is found', () => {
    const searching: AppState = { ...startState(start, 'narrow'), search: 'b', floating: 'notes' };
    const note = { ...openNote, name: 'b.md', version: 7, durableVersion: 7 };
    const state = withNote(searching, note);
    expect(state.note).toBe(note);
    expect([state.search, state.floating, state.outline]).toEqual([null, null, null]);
  });

  it('that became durable or changed elsewhere leaves the open one as it is', () => {
    const state = startState(start, 'wide');
    const told = withDurable(state, { name: 'b.md', version: 9, atEpochMs: 1 });
    const changed = withNotes(told, {
      changed: [{ ...summary, name: 'a.md', date: '2026-01-01', waiting: true }],
      removed: ['b.md'],
    });
    expect(changed.note).toBe(state.note);
    expect(changed.notes.map(({ name, waiting }) => [name, waiting])).toEqual([['a.md', true]]);
  });
});

describe('messages', () => {
  it('that another program deleted a note are over when it is saved again, and only of that note', () => {
    const none = startState({ ...start, notices: [] }, 'wide');
    const deleted = (name: string) => ({ id: 'note-deleted-outside', values: { name } }) as const;
    const told = [deleted('a.md'), deleted('b.md'), { id: 'image-waits', values: {} } as const];
    const state = told.reduce<AppState>(withNotice, none);
    const ids = ({ messages }: AppState) =>
      messages.map((message) => message.kind === 'notice' && message.notice);
    const saved = withDurable(state, { name: 'b.md', version: 9, atEpochMs: 1 });
    expect(ids(saved)).toEqual([told[0], told[2]]);
    expect(ids(withoutNotice(saved, 'image-waits'))).toEqual([told[0]]);
  });

  it('about images that wait are in the status too, also when they were dismissed', () => {
    const none = startState({ ...start, notices: [] }, 'wide');
    const status = ({ imageWaits, imageInWindow }: AppState) => ({ imageWaits, imageInWindow });
    const waits = withNotice(none, { id: 'image-waits-full', values: {} });
    const both = withNotice(waits, { id: 'image-in-window', values: {} });
    const read = both.messages.reduce((state, { id }) => withoutMessage(state, id), both);
    expect([waits, read, withoutNotice(read, 'image-in-window')].map(status)).toEqual([
      { imageWaits: true, imageInWindow: false },
      { imageWaits: true, imageInWindow: true },
      { imageWaits: true, imageInWindow: false },
    ]);
    expect(status(withoutNotice(waits, 'image-waits-full'))).toEqual(status(none));
  });

  it('say that quitting was turned down until all is on disk', () => {
    const none = startState({ ...start, notices: [] }, 'wide');
    const problem = { kind: 'no-answer', detail: '' } as const;
    const failed = withProblem(none, { name: 'a.md', error: problem });
    const refused = withNotice(withProblem(failed, { name: 'b.md', error: problem }), {
      id: 'quit-waits',
      values: {},
    });
    const one = withDurable(refused, { name: 'a.md', version: 1, atEpochMs: 1 });
    const all = withDurable(one, { name: 'b.md', version: 1, atEpochMs: 1 });
    expect([refused, one, all].map(({ messages }) => messages.length)).toEqual([1, 1, 0]);
  });

  it('are said once, newest last, no more than three at a time, until they are dismissed', () => {
    const none = startState({ ...start, notices: [] }, 'wide');
    const state = ['/1', '/2', '/2', '/3', '/4'].map(notice).reduce(withNotice, none);
    expect(paths(state)).toEqual(['/2', '/3', '/4']);
    const [first] = state.messages;
    expect(paths(withoutMessage(state, first?.id ?? -1))).toEqual(['/3', '/4']);
  });

  it('about the same failure are one', () => {
    const none = startState({ ...start, notices: [] }, 'wide');
    const full = withError(none, { kind: 'disk-full', detail: 'one' });
    expect(withError(full, { kind: 'disk-full', detail: 'two' })).toBe(full);
    expect(withError(full, { kind: 'denied', detail: '' }).messages).toHaveLength(2);
  });
});

describe('the store', () => {
  it('tells of changes and of nothing else, until the listener leaves', () => {
    const store = createStore(1);
    const listener = vi.fn();
    const leave = store.subscribe(listener);
    store.update((value) => value);
    expect(listener).toHaveBeenCalledTimes(0);
    store.update((value) => value + 1);
    expect([store.get(), listener.mock.calls.length]).toEqual([2, 1]);
    leave();
    store.update((value) => value + 1);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('a note that was left a moment ago', () => {
  // It told where its caret had come to rest, and its talks stood beside the next note.
  it('changes nothing of what is shown of the open one', () => {
    const state = withNote(startState(start, 'wide'), { ...openNote, name: 'b.md' });
    expect(withToldBy(state, 'a.md', { zoom: ['A'] })).toBe(state);
    expect(withToldBy(state, 'b.md', { zoom: ['B'] })).toEqual({ ...state, zoom: ['B'] });
  });
});
