import type { CallError, Notice, Start } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Emit } from '../ipc/emit.ts';
import { type DefaultNotebookOptions, findDefaultNotebook } from '../notebook/default-notebook.ts';
import type { FilePort } from '../notebook/file-port.ts';
import type { JsonFile } from '../notebook/json-file.ts';
import { createKeyedQueue } from '../notebook/keyed-queue.ts';
import { notebookId } from '../notebook/notebook-id.ts';
import { answeredWithin, PATIENCE_MS, within } from '../notebook/patience.ts';
import { type AppState, withRecent } from '../settings/app-state.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { OpenSync } from './notebook-sync.ts';
import { type OpenNotebook, type OpenNotebookOptions, openNotebook } from './open-notebook.ts';
import { readStartTarget, type StartTarget } from './start-target.ts';

/** What a session needs of the world around it; Electron is behind it, or a test. */
export interface SessionOptions {
  readonly platform: Start['platform'];
  readonly systemLanguage: string;
  /** The app's own data folder. */
  readonly dataFolder: string;
  readonly defaultNotebook: DefaultNotebookOptions;
  /** Puts a notebook that was just made under version control. */
  readonly setUpNotebook: (folder: string) => Promise<void>;
  readonly state: JsonFile<AppState>;
  /** Loads the settings' library the first time, which is dear: nothing of a start waits for it. */
  readonly settings: () => Promise<SettingsStore>;
  readonly emit: Emit;
  readonly files: FilePort;
  readonly join: OpenNotebookOptions['join'];
  readonly openSync: OpenSync;
  /** Hands a file or folder to the system's trash; rejects where that is not possible. */
  readonly systemTrash: (path: string) => Promise<void>;
}

/** The one notebook in the window, from the first start to the last flush. */
export interface Session {
  /** Opens what a start asks for: a path, or the last notebook, or the default one. */
  readonly begin: (path: string | null) => Promise<void>;
  /** What the window needs to draw; also after its page crashed. */
  readonly start: () => Promise<Start>;
  /** Settles with the notebook once one is open. */
  readonly notebook: () => Promise<OpenNotebook>;
  /**
   * The notebook that is open, or was until a moment ago, by its id; null for any other.
   *
   * The last words for a notebook may come when another one is being opened; it still saves them.
   */
  readonly notebookBy: (id: string) => Promise<OpenNotebook | null>;
  /** Opens another path in the same window, or tells the window why it stays. One at a time. */
  readonly switchTo: (path: string) => Promise<Result<null, CallError>>;
  readonly settings: () => Promise<SettingsStore>;
  /** The window tells that its first frame is drawn. */
  readonly shown: () => void;
  /** Settles when the first frame is drawn, or a while after that should have been. */
  readonly whenShown: Promise<void>;
  /** Saves everything and ends the sync; for quitting. */
  readonly end: () => Promise<void>;
}

/** A first frame takes a fifth of this behind the start's answer. */
const LATEST_SHOWN_MS = 1_500;

/** Makes a session; nothing happens before `begin`. */
export function createSession(options: SessionOptions): Session {
  const { emit, state } = options;
  let begun: (first: Promise<OpenNotebook>) => void = () => undefined;
  let current = new Promise<OpenNotebook>((resolve) => {
    begun = resolve;
  });
  let shown: () => void = () => undefined;
  const whenShown = new Promise<void>((resolve) => {
    shown = resolve;
  });
  /** The notebook that was open before. */
  let left: OpenNotebook | null = null;
  const switching = createKeyedQueue();
  let wanted: string | null = null;
  let notices: readonly Notice[] = [];

  async function begin(path: string | null): Promise<void> {
    const first = firstTarget(path).then(open);
    begun(first);
    await first;
  }

  /** Tries what was asked for, then the last notebook, then the default one. */
  async function firstTarget(path: string | null): Promise<StartTarget> {
    const last = state.get().recentNotebooks[0]?.folder ?? null;
    for (const candidate of [path, last]) {
      if (candidate === null) continue;
      const target = await targetInTime(candidate);
      if (target.ok) return target.value;
      notices = [...notices, target.error];
    }
    const { folder, isNew } = await findDefaultNotebook(options.defaultNotebook);
    if (isNew) {
      await options.setUpNotebook(folder);
      notices = [...notices, { id: 'sample-notebook-made', values: { path: folder } }];
    }
    return { folder, note: null };
  }

  async function open({ folder, note }: StartTarget): Promise<OpenNotebook> {
    const { dataFolder, files, join, openSync, systemTrash } = options;
    const world = { dataFolder, emit, files, join, openSync, systemTrash };
    const notebook = await openNotebook({ folder, ...world });
    const entry = { id: notebook.id, folder, title: notebook.title };
    const recentNotebooks = withRecent(state.get().recentNotebooks, entry);
    state.set({ ...state.get(), recentNotebooks });
    wanted = note;
    return notebook;
  }

  async function start(): Promise<Start> {
    const notebook = await current;
    const settings = state.get().settings ?? (await options.settings()).get();
    const note = await notebook.firstNote(wanted);
    wanted = null;
    const told = notices;
    notices = [];
    // The window's first frame waits for nothing of it. One that is not seen may never tell.
    setTimeout(shown, LATEST_SHOWN_MS).unref();
    setImmediate(() => void whenShown.then(notebook.tellTheRest));
    return {
      platform: options.platform,
      systemLanguage: options.systemLanguage,
      settings,
      notebook: { id: notebook.id, title: notebook.title },
      recentNotebooks: state.get().recentNotebooks.map(({ id, title }) => ({ id, title })),
      notes: notebook.firstSummaries(),
      note,
      sync: notebook.sync.status(),
      keptBoth: notebook.keptBoth.all(),
      notices: told,
    };
  }

  async function notebookBy(id: string): Promise<OpenNotebook | null> {
    if (left?.id === id) return left;
    const notebook = await current;
    return notebook.id === id ? notebook : null;
  }

  async function switchNow(path: string): Promise<Result<null, CallError>> {
    const target = await targetInTime(path);
    if (!target.ok) {
      emit('notice', target.error);
      return ok(null);
    }
    const old = await current;
    // What cannot be saved now would be lost with its notebook, so the window stays where it is.
    const unsaved = await answeredWithin(PATIENCE_MS, old.flush());
    if (unsaved !== null) {
      emit('notice', { id: 'notebook-stays', values: {} });
      return ok(null);
    }
    if (notebookId(target.value.folder) === old.id) {
      wanted = target.value.note;
    } else {
      // First: where it fails, the window stays where it is.
      const next = await open(target.value);
      await within(PATIENCE_MS, old.close());
      left = old;
      current = Promise.resolve(next);
    }
    emit('notebookOpened', await start());
    return ok(null);
  }

  async function end(): Promise<void> {
    const notebook = await current.catch(() => null);
    await Promise.all([notebook?.flush(), left?.flush()]);
    await notebook?.close();
    await state.flush();
  }

  return {
    begin,
    start,
    notebook: () => current,
    notebookBy,
    switchTo: (path) => switching.run('notebook', () => switchNow(path)),
    settings: options.settings,
    shown,
    whenShown,
    end,
  };
}

/** A folder whose disk does not answer is one that cannot be opened now. */
async function targetInTime(path: string): Promise<Result<StartTarget, Notice>> {
  const target = await answeredWithin(PATIENCE_MS, readStartTarget(path));
  return 'ok' in target ? target : err({ id: 'path-no-answer', values: { path } });
}
