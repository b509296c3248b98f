import type { CallError } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { CallHandlers } from '../ipc/answer-call.ts';
import { checkExternalLink } from '../security/external-links.ts';
import type { RecentNotebook } from '../settings/app-state.ts';
import type { Activity } from './activity.ts';
import type { Mark } from './marks.ts';
import { noteHandlers } from './note-handlers.ts';
import type { OpenNotebook } from './open-notebook.ts';
import type { Session } from './session.ts';
import { type SyncHandlerOptions, syncHandlers } from './sync-handlers.ts';

/** What the handlers need beside the session. */
export interface HandlerOptions extends SyncHandlerOptions {
  readonly session: Session;
  readonly activity: Activity;
  readonly recentNotebooks: () => readonly RecentNotebook[];
  /** The system's folder dialog; null when the user changed their mind. */
  readonly chooseFolder: () => Promise<string | null>;
  /** The system's file dialog for images; empty when the user changed their mind. */
  readonly chooseImages: () => Promise<readonly string[]>;
  /** Hands a checked address to the system. */
  readonly openExternal: (url: string) => Promise<void>;
  /** Pastes into the window as if the system's menu had been used. */
  readonly pasteAsText: () => void;
  readonly onSettings: (settings: Settings) => void;
  readonly onFlushed: (imagesWait: boolean) => void;
  /** Follows each image that the window has stored until it is. */
  readonly whileStoring: <Value>(storing: Promise<Value>) => Promise<Value>;
  readonly mark: Mark;
}

/**
 * Answers every call of the contract.
 *
 * Each one is a few lines over the session; the checks of sender and schema came before
 * (electron/ipc/), those of names and links are made below where the name or link is used.
 */
export function createHandlers(options: HandlerOptions): CallHandlers {
  const { session, activity, mark } = options;

  async function switchTo(path: string | null): Promise<Result<null, CallError>> {
    return path === null ? ok(null) : session.switchTo(path);
  }

  function notebookOf(id: string | undefined): Promise<OpenNotebook | null> {
    return id === undefined ? session.notebook() : session.notebookBy(id);
  }

  return {
    start: async () => ok(await session.start()),
    openNote: async ({ notebook, name }) => {
      const meant = await notebookOf(notebook);
      return meant === null ? err({ kind: 'missing', detail: name }) : meant.openNote(name);
    },
    editNote: async ({ notebook, name, baseVersion, patch }) => {
      activity.touch();
      const meant = await notebookOf(notebook);
      if (meant === null) return err({ kind: 'missing', detail: name });
      const edited = meant.edit(name, baseVersion, patch);
      return edited.ok ? ok({ version: edited.value }) : edited;
    },
    savePlace: async ({ name, place }) => {
      (await session.notebook()).savePlace(name, place);
      return ok(null);
    },
    createNote: async (event) => (await session.notebook()).createNote(event),
    ...noteHandlers(session),
    ...syncHandlers(options),
    addImage: async ({ notebook, ...image }) => {
      const meant = await notebookOf(notebook);
      return meant === null
        ? err({ kind: 'missing', detail: image.note })
        : options.whileStoring(meant.images.add(image));
    },
    addImageFiles: async (place) => {
      // The notebook from before the dialog: another one may be opened meanwhile.
      const notebook = await session.notebook();
      return notebook.images.addFiles(await options.chooseImages(), place);
    },
    imageToShrink: async (image) => {
      const [notebook, settings] = await Promise.all([session.notebook(), session.settings()]);
      return notebook.images.toShrink(image, settings.get().smallerImages);
    },
    shrunkImage: async (image) => (await session.notebook()).images.shrunk(image),
    dropOriginals: async (images) => (await session.notebook()).images.dropOriginals(images),
    copyImages: async (images) => (await session.notebook()).images.copy(images),
    pasteAsText: async () => {
      options.pasteAsText();
      return ok(null);
    },
    setComposing: async ({ composing }) => {
      activity.setComposing(composing);
      return ok(null);
    },
    saveNow: async () => {
      const notebook = await session.notebook();
      void notebook.images.write();
      const error = await notebook.flush();
      if (error !== null) return err(error);
      await notebook.sync.commitNow();
      return ok(null);
    },
    syncNow: async () => {
      const { sync } = await session.notebook();
      await sync.syncNow();
      return ok(null);
    },
    trustNotebook: async () => {
      const { sync } = await session.notebook();
      await sync.trust();
      return ok(null);
    },
    setKeptBoth: async ({ name, places }) => {
      (await session.notebook()).keptBoth.set(name, places);
      return ok(null);
    },
    openLink: async ({ url }) => {
      const checked = checkExternalLink(url);
      if (!checked.ok) return err({ kind: 'refused-link', detail: checked.error });
      await options.openExternal(checked.value);
      return ok(null);
    },
    chooseNotebook: async () => switchTo(await options.chooseFolder()),
    openRecentNotebook: async ({ id }) => {
      const recent = options.recentNotebooks().find((notebook) => notebook.id === id);
      if (recent === undefined) return err({ kind: 'missing', detail: id });
      return switchTo(recent.folder);
    },
    changeSettings: async (some) => {
      const settings = (await session.settings()).change(some);
      options.onSettings(settings);
      return ok(settings);
    },
    shown: async () => {
      session.shown();
      return ok(null);
    },
    flushed: async ({ imagesWait }) => {
      options.onFlushed(imagesWait);
      return ok(null);
    },
    mark: async ({ name, atEpochMs }) => {
      mark(name, atEpochMs);
      return ok(null);
    },
  };
}
