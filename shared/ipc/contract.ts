import * as v from 'valibot';
import type { Platform } from '../keys/chord.ts';
import type { KeptPlace } from '../merge/kept-place.ts';
import type { WallTime } from '../note/wall-time.ts';
import type { Settings } from '../settings.ts';
import type { SetUpAnswer, SyncCheck, SyncStatus } from '../sync-status.ts';

/**
 * Everything the window may ask of the main process, and everything it is told.
 *
 * This file is the attack surface: a call is refused unless its sender is the window's own main
 * frame and its input fits the schema here. Calls take note names relative to the open notebook,
 * never absolute paths. Answers are `Result`s; nothing is thrown across.
 */

/** Longest text a call may carry, in UTF-16 units: a note is editable up to 10 MB. */
const MAX_TEXT = 12 * 1024 * 1024;
/** Largest pasted image, in bytes. */
export const MAX_IMAGE_BYTES = 100 * 1024 * 1024;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A note's path inside its notebook, with `/` between segments; checked again by the store. */
const noteName = v.pipe(v.string(), v.minLength(4), v.maxLength(1024), v.endsWith('.md'));
/** The `id` of a notebook, as `Start` and the list of recent ones have it. */
const notebookId = v.pipe(v.string(), v.maxLength(128));
/** One version of a line that a merge kept twice. */
const keptVersion = v.pipe(v.string(), v.maxLength(20_000));
/** A remote's address; checked again before git sees it. */
const webAddress = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000));
const secret = v.pipe(v.string(), v.maxLength(4_000));
/** A link to an image, as Markdown has it. */
const imageLink = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const imageBytes = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.byteLength <= MAX_IMAGE_BYTES),
);
const shortText = v.pipe(v.string(), v.maxLength(500));
/** The user's own keys by command id; what they mean is checked where they are used. */
const customKeys = v.record(
  v.pipe(v.string(), v.maxLength(64)),
  v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(16), v.readonly()),
);

const schemas = {
  /** What the window needs to draw its first frame and take the first key. */
  start: v.strictObject({}),
  /** Reads a note of a notebook, the open one where none is named, and makes it the open one. */
  openNote: v.strictObject({ notebook: v.optional(notebookId), name: noteName }),
  /**
   * Changes the open note's text; the answer is the version that main now holds.
   *
   * Names its notebook: an edit that is late, because another one is opened meanwhile, must not find
   * a note of the same name there.
   */
  editNote: v.strictObject({
    notebook: notebookId,
    name: noteName,
    baseVersion: count,
    patch: v.strictObject({
      fromLine: count,
      deletedLines: count,
      inserted: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
    }),
  }),
  /** When lines of the open note were first written, by their index in the text of that version. */
  linesWritten: v.strictObject({
    name: noteName,
    version: count,
    lines: v.pipe(v.array(count), v.minLength(1), v.maxLength(1000)),
  }),
  /** Remembers where the caret is and what is in view, for the next start. */
  savePlace: v.strictObject({
    name: noteName,
    place: v.strictObject({
      block: count,
      offset: count,
      view: v.optional(v.strictObject({ block: count, top: v.pipe(v.number(), v.finite()) })),
      folds: v.optional(
        v.pipe(v.array(v.strictObject({ block: count, words: shortText })), v.maxLength(5000)),
      ),
    }),
  }),
  /** Makes a new event note and answers with its name. */
  createNote: v.strictObject({
    title: shortText,
    date: shortText,
    venue: shortText,
    url: shortText,
  }),
  /** Gives a note another file name; the step can be taken back. */
  renameNote: v.strictObject({ name: noteName, to: shortText }),
  /** Moves a note into a folder of the notebook, which is made; empty for the notebook itself. */
  moveNote: v.strictObject({ name: noteName, folder: shortText }),
  duplicateNote: v.strictObject({ name: noteName }),
  /** Moves a note with its images to the trash. */
  deleteNote: v.strictObject({ name: noteName }),
  /** The images of the notebook that no note shows. */
  unusedImages: v.strictObject({}),
  /** Moves images that no note shows to the trash. */
  trashImages: v.strictObject({
    names: v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(1024))),
      v.minLength(1),
      v.maxLength(10_000),
    ),
  }),
  /** Takes a step of those above back; null for the last one. */
  undoStep: v.strictObject({ id: v.nullable(count) }),
  /** Writes a held note again whose file another program deleted. */
  putNoteBack: v.strictObject({ name: noteName }),
  /** Takes the text from before another program took most of it away. */
  restoreEarlier: v.strictObject({ name: noteName }),
  /** The versions of a note that its history has, newest first. */
  noteVersions: v.strictObject({ name: noteName }),
  /** What one of them says; `id` is from the last list. */
  noteVersion: v.strictObject({ name: noteName, id: v.pipe(v.string(), v.maxLength(40)) }),
  /** Stores an image beside a note, durably, and answers with the link to write. */
  addImage: v.strictObject({
    notebook: v.optional(notebookId),
    note: noteName,
    bytes: imageBytes,
    talk: shortText,
    /** Local wall-clock minutes since midnight at the moment of the paste. */
    minuteOfDay: v.pipe(count, v.maxValue(1439)),
  }),
  /** Lets the user choose image files and stores them beside a note, as `addImage` does. */
  addImageFiles: v.strictObject({
    note: noteName,
    talk: shortText,
    minuteOfDay: v.pipe(count, v.maxValue(1439)),
  }),
  /** The bytes of a note's image that may be written anew with fewer; null where it stays as it is. */
  imageToShrink: v.strictObject({ note: noteName, url: imageLink }),
  /** Stores what an image was written anew as, beside it; null where that is not worth it. */
  shrunkImage: v.strictObject({ note: noteName, url: imageLink, bytes: imageBytes }),
  /** The note names what images were written anew as: the originals may go. */
  dropOriginals: v.strictObject({
    note: noteName,
    urls: v.pipe(v.array(imageLink), v.minLength(1), v.maxLength(1000)),
  }),
  /** Copies images of one note beside another; the answer has their links there, null for none. */
  copyImages: v.strictObject({
    from: noteName,
    to: noteName,
    urls: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.maxLength(1000)),
  }),
  /** Pastes the clipboard's plain text where the caret is. */
  pasteAsText: v.strictObject({}),
  /** True while an IME composes: nothing of ours runs meanwhile (law 5). */
  setComposing: v.strictObject({ composing: v.boolean() }),
  /** Writes what is pending and commits it now. */
  saveNow: v.strictObject({}),
  /** Commits, fetches, integrates and pushes now. */
  syncNow: v.strictObject({}),
  /** The user trusts the notebook's repository with what `SyncStatus.untrusted` named. */
  trustNotebook: v.strictObject({}),
  /** Whether this computer may write at the remote; nothing is sent. */
  checkSync: v.strictObject({}),
  /** Ends the sync under way; what is committed stays. */
  stopSync: v.strictObject({}),
  /** Takes back what the last sync brought, as a new commit. */
  undoLastSync: v.strictObject({}),
  /** Ends what another program left half-done in the repository. */
  putInOrder: v.strictObject({}),
  /** Brings files back that went missing outside the app. */
  restoreMissing: v.strictObject({}),
  /** A user and a token for the notebook's remote, for this remote alone. */
  signIn: v.strictObject({ user: shortText, token: secret }),
  /** Connects the notebook with a remote; puts it under git before, where it is not. */
  addRemote: v.strictObject({ address: webAddress }),
  /** Makes a notebook of a remote, in a folder that the user chooses. */
  cloneNotebook: v.strictObject({ address: webAddress, user: shortText, token: secret }),
  /** Ends the making of a notebook that is under way. */
  stopClone: v.strictObject({}),
  /** What still stands of the lines that a merge kept twice in a note, after somebody chose. */
  setKeptBoth: v.strictObject({
    name: noteName,
    places: v.pipe(
      v.array(v.strictObject({ mine: keptVersion, theirs: keptVersion })),
      v.maxLength(200),
    ),
  }),
  /** Opens a link outside, if it is http, https or mailto. */
  openLink: v.strictObject({ url: v.pipe(v.string(), v.maxLength(8192)) }),
  /** Lets the user choose a notebook folder. */
  chooseNotebook: v.strictObject({}),
  /** Opens a notebook from the list of recent ones. */
  openRecentNotebook: v.strictObject({ id: notebookId }),
  changeSettings: v.strictObject({
    language: v.optional(v.picklist(['system', 'en', 'ja'])),
    theme: v.optional(v.picklist(['system', 'light', 'dark'])),
    textSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(32))),
    autoStamp: v.optional(v.boolean()),
    smallerImages: v.optional(v.picklist(['lossless', 'lossy', 'off'])),
    notesPanel: v.optional(v.boolean()),
    talksPanel: v.optional(v.boolean()),
    keys: v.optional(customKeys),
  }),
  /** The first frame is drawn: main may begin with all that it put off until then. */
  shown: v.strictObject({}),
  /**
   * The window has sent every pending edit; main may close it. Answers `flush`.
   *
   * `imagesWait` says that there are images which no disk takes: they are in the window alone.
   */
  flushed: v.strictObject({ imagesWait: v.boolean() }),
  /** Marks a moment of the start for `BACKROW_MARKS`. */
  mark: v.strictObject({ name: shortText, atEpochMs: v.number() }),
} as const;

/** The calls with their input schemas, for the main process's check. */
export const callSchemas: { readonly [Name in CallName]: (typeof schemas)[Name] } = schemas;

export type CallName = keyof typeof schemas;
export type CallInput<Name extends CallName> = v.InferOutput<(typeof schemas)[Name]>;

/** What each call answers when it succeeds. */
export interface CallValues {
  start: Start;
  openNote: OpenNote;
  editNote: { readonly version: number };
  /** Null for a line of which nobody knows. */
  linesWritten: { readonly written: readonly (WallTime | null)[] };
  savePlace: null;
  createNote: { readonly name: string };
  renameNote: NotebookStep;
  moveNote: NotebookStep;
  duplicateNote: NotebookStep;
  deleteNote: NotebookStep;
  /** `undone` is false where there was nothing to take back; `name` is the note to look at. */
  unusedImages: readonly UnusedImage[];
  trashImages: NotebookStep;
  undoStep: { readonly undone: boolean; readonly name: string | null };
  putNoteBack: null;
  restoreEarlier: null;
  noteVersions: readonly NoteVersion[];
  noteVersion: VersionText;
  addImage: StoredImage;
  addImageFiles: {
    readonly images: readonly StoredImage[];
    /** The names of chosen files that are no images. */
    readonly notImages: readonly string[];
    /** What ended it before all were stored. */
    readonly failed: CallError | null;
    /** The names of those that are not stored for it. */
    readonly notAdded: readonly string[];
  };
  imageToShrink: { readonly bytes: Uint8Array; readonly how: 'lossless' | 'lossy' } | null;
  shrunkImage: StoredImage | null;
  dropOriginals: null;
  copyImages: { readonly urls: readonly (string | null)[] };
  pasteAsText: null;
  setComposing: null;
  saveNow: null;
  syncNow: null;
  trustNotebook: null;
  checkSync: SyncCheck;
  stopSync: null;
  undoLastSync: { readonly files: number };
  putInOrder: null;
  restoreMissing: null;
  signIn: { readonly kept: 'keyring' | 'memory' };
  addRemote: SetUpAnswer;
  cloneNotebook: SetUpAnswer;
  stopClone: null;
  setKeptBoth: null;
  openLink: null;
  chooseNotebook: null;
  openRecentNotebook: null;
  changeSettings: Settings;
  shown: null;
  flushed: null;
  mark: null;
}

/** Why a call failed. `detail` is technical, in English, for the details pane and the log. */
export interface CallError {
  readonly kind: CallErrorKind;
  readonly detail: string;
}

export type CallErrorKind =
  /** The input does not fit the schema, or the sender is not the window. */
  | 'invalid'
  /** There is no such note (any more). */
  | 'missing'
  /** The name leads outside the notebook, to a link, or to a name we do not write. */
  | 'unsafe'
  /** No permission to read or write there. */
  | 'denied'
  | 'disk-full'
  /** The disk neither takes nor refuses. */
  | 'no-answer'
  /** Another program made the file something that is no editable note. */
  | 'unreadable'
  /** The note is open read-only. */
  | 'read-only'
  /** The edit's base version is not the one main holds: ask `openNote` and merge. */
  | 'stale'
  /** The bytes are no image of a type we store. */
  | 'not-an-image'
  | 'too-large'
  /** Only http, https and mailto links are opened. */
  | 'refused-link'
  /** Anything else the disk or the system said. */
  | 'failed';

/** What main tells the window, by event name. */
export interface Events {
  /** Version `version` of the note and all before it are durable in the folder. */
  noteOnDisk: { readonly name: string; readonly version: number; readonly atEpochMs: number };
  /** The note could not be written; the text is kept and the next chance is taken. */
  noteProblem: { readonly name: string; readonly error: CallError };
  /** Main's text changed by an outside change or a sync; the window takes it over. */
  noteReplaced: { readonly name: string; readonly version: number; readonly text: string };
  /** A note goes on under another name; `note` is what main holds of it, if it does. */
  noteMoved: { readonly from: string; readonly to: string; readonly note: MovedNote | null };
  /** The disk of the note that a start was to show answers now. */
  noteAnswers: { readonly name: string };
  /** A note went to the trash. */
  noteRemoved: { readonly name: string };
  /** Notes that came, changed or went. */
  notesChanged: { readonly changed: readonly NoteSummary[]; readonly removed: readonly string[] };
  syncStatus: SyncStatus;
  /** Lines of a note that a merge kept in two versions: all that wait for a choice. */
  keptBoth: { readonly name: string; readonly places: readonly KeptPlace[] };
  settingsChanged: Settings;
  /** Another notebook was opened: everything of the old one is void. */
  notebookOpened: Start;
  /** A menu item or another process asks for a command of the registry. */
  command: { readonly id: string };
  /** Something the user should read once. */
  notice: Notice;
  /** What a notice said is so no more. */
  noticeOver: { readonly id: NoticeId };
  /** Main wants to close: send what is pending, then call `flushed`. */
  flush: null;
}

export type EventName = keyof Events;

export interface Start {
  readonly platform: Platform;
  /** The system's language as a BCP 47 tag; a setting may override it. */
  readonly systemLanguage: string;
  readonly settings: Settings;
  readonly notebook: { readonly id: string; readonly title: string };
  readonly recentNotebooks: readonly { readonly id: string; readonly title: string }[];
  /** The notes known so far; more may follow by `notesChanged`. */
  readonly notes: readonly NoteSummary[];
  readonly note: OpenNote | null;
  readonly sync: SyncStatus;
  /** Lines kept in two versions, by note. */
  readonly keptBoth: Readonly<Record<string, readonly KeptPlace[]>>;
  readonly notices: readonly Notice[];
}

export interface NoteSummary {
  readonly name: string;
  readonly title: string;
  /** The event's date as `YYYY-MM-DD`, where the note tells it. */
  readonly date: string | null;
  readonly talks: number;
  readonly modifiedEpochMs: number;
  /** True while a change of this note has not been shared. */
  readonly waiting: boolean;
}

export interface OpenNote {
  readonly name: string;
  /** Counts up with every change of the text that main holds. */
  readonly version: number;
  /** The newest version that is in the folder: lower while an edit still waits for the disk. */
  readonly durableVersion: number;
  readonly text: string;
  readonly readOnly: ReadOnlyReason | null;
  /** Where the user was, or null for a note that was never open. */
  readonly place: Place | null;
}

export type ReadOnlyReason = 'not-utf8' | 'binary' | 'too-large' | 'no-permission';

/** A caret: index of the block, UTF-16 offset in its text; and what was in view. */
export interface Place {
  readonly block: number;
  readonly offset: number;
  readonly view?: View | undefined;
  /** The folded blocks; none where it is left out. */
  readonly folds?: FoldMark[] | undefined;
}

/**
 * What a note shows, by one of the blocks in view: its index, and how far its top is below the top
 * of the view, in px. A scroll position would say less: it depends on the height of all that is
 * above, which is not known before it is drawn.
 */
export interface View {
  readonly block: number;
  readonly top: number;
}

/** A folded block: its index, and its first words, by which it is known to be the same one. */
export interface FoldMark {
  readonly block: number;
  readonly words: string;
}

/** What main holds of a note that got another name: its links are new. */
export type MovedNote = Pick<OpenNote, 'version' | 'durableVersion' | 'text'>;

/** An image of the notebook that no note shows; `name` is its path there. */
export interface UnusedImage {
  readonly name: string;
  readonly bytes: number;
}

/** A moment of a note's history. */
export interface NoteVersion {
  readonly id: string;
  readonly atEpochMs: number;
  /** Who shared it; null for what was written on this computer and not shared as such. */
  readonly author: string | null;
}

/** What a version says, beside what the note says now. */
export interface VersionText {
  readonly text: string;
  readonly now: string;
}

/** Something that was done to the notebook and can be taken back. */
export interface NotebookStep {
  readonly id: number;
  readonly kind: 'create' | 'rename' | 'move' | 'duplicate' | 'delete' | 'images';
  readonly from: string;
  /** The note's name now; null for what is in the trash. */
  readonly to: string | null;
  /** How many files went to the trash. */
  readonly files: number;
  /** Where the app's own trash is, when the system has none that took the files. */
  readonly ownTrash: string | null;
}

export interface StoredImage {
  /** The relative link, percent-encoded as Markdown needs it. */
  readonly url: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** `id` is a key of the message catalogue, `values` fill its places. */
export interface Notice {
  readonly id: NoticeId;
  readonly values: Readonly<Record<string, string>>;
}

export type NoticeId =
  | 'path-missing'
  | 'path-denied'
  | 'path-no-answer'
  /** A start goes without the note that it was to show. */
  | 'note-no-answer'
  /** A start goes without any note, for the disk has told of none yet. */
  | 'notes-no-answer'
  /** Another notebook is not opened, for words of this one are not in its folder. */
  | 'notebook-stays'
  /** Quitting was turned down for the same reason, or for images that are in the window only. */
  | 'quit-waits'
  | 'quit-would-lose'
  | 'path-not-a-notebook'
  | 'sample-notebook-made'
  | 'large-image'
  | 'large-file'
  | 'not-images'
  /** Chosen files that the disk did not take. */
  | 'images-not-added'
  /** The notebook's disk refuses an image, which is kept in app data and tried again. */
  | 'image-waits'
  | 'image-waits-full'
  | 'image-waits-no-answer'
  /** App data refuses it too: the window keeps it and tries again. */
  | 'image-in-window'
  /** Nobody knows when a line was written that was to be stamped so, or it has a stamp. */
  | 'written-unknown'
  | 'written-stamped'
  | 'note-deleted-outside'
  | 'note-brought-back'
  | 'note-recovered-beside'
  | 'note-recovery-waits'
  | 'note-changed-outside'
  /** A sync was asked for, and there is nothing to sync with. */
  | 'sync-nowhere'
  /** There is no step on notes to take back. */
  | 'no-step'
  /** Another program took most of a note's text away; `restoreEarlier` brings it back. */
  | 'note-shrunk-outside'
  /** A file of the window is gone: the app was updated or moved while it ran. */
  | 'part-missing';

/** The functions the preload script puts on `window.backrow`. */
export type BackrowApi = {
  readonly [Name in CallName]: (
    input: CallInput<Name>,
  ) => Promise<import('../result.ts').Result<CallValues[Name], CallError>>;
} & {
  /** Registers a listener and returns its cleanup. */
  readonly on: <Name extends EventName>(
    name: Name,
    listener: (payload: Events[Name]) => void,
  ) => () => void;
};
