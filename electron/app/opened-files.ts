/** What tells of files that are opened: Electron's `app`. */
export interface FileTeller {
  readonly on: (
    event: 'open-file',
    listener: (event: { readonly preventDefault: () => void }, path: string) => void,
  ) => unknown;
}

/** The files and folders that macOS opens with the app. */
export interface OpenedFiles {
  /** What was opened so far, the last one; null where nothing was. */
  readonly latest: () => string | null;
  /** Tells of all that is opened from now on. */
  readonly follow: (open: (path: string) => void) => void;
}

/**
 * Listens for what the Finder and the Dock open: macOS tells it by an event, never by an argument, and
 * tells what the app was started with before it is ready.
 */
export function listenForOpenedFiles(app: FileTeller): OpenedFiles {
  let latest: string | null = null;
  let open: ((path: string) => void) | null = null;
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (open === null) latest = path;
    else open(path);
  });
  return {
    latest: () => latest,
    follow: (listener) => {
      open = listener;
    },
  };
}
