import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import type { CallError, Events, Notice, NoticeId, OpenNote } from '../../shared/ipc/contract.ts';
import type { KeptPlace } from '../../shared/merge/kept-place.ts';
import { type Language, translate } from '../../shared/messages/index.ts';
import type { EventOutline } from '../../shared/note/event.ts';
import { formatStamp } from '../../shared/note/stamp.ts';
import type { TalkHeading } from '../../shared/note/talk.ts';
import type { Settings } from '../../shared/settings.ts';
import './editor.css';
import { imageAddress } from '../../shared/ipc/image-address.ts';
import { mark } from '../app/marks.ts';
import { lengthLabel } from '../app/times.ts';
import type { Words } from '../app/words.ts';
import type { Count } from './count/counter.ts';
import type { Finder } from './find/finder.ts';
import { glideToCaret } from './glide.ts';
import { ImageOverlay } from './images/ImageOverlay.tsx';
import type { ImageRequest } from './images/requests.ts';
import { keepPlaceInView, type PlaceInView } from './keep-place-in-view.ts';
import type { KeptHere } from './kept-both.ts';
import type { SessionHost } from './session/host.ts';
import { noteApi } from './session/note-api.ts';
import { NoteSession } from './session.ts';

export interface EditorHandle {
  focus(): void;
  /** Runs a command of the registry; false where it is not the editor's. */
  run(command: CommandId): boolean;
  goToTalk(index: number): void;
  /** Moves a talk by so many places, up where they are negative; false where it cannot. */
  moveTalk(index: number, places: number): boolean;
  editTalk(index: number, talk: TalkHeading): void;
  showOnlyTalk(index: number): void;
  /** Shows one of the parts that `onZoom` told; the whole note before the first. */
  zoomTo(index: number): void;
  /** Shows a line that is kept in two versions. */
  goToKept(index: number): void;
  /** A note goes on under another name: its session, undo and caret with it. */
  moved(moved: Events['noteMoved']): void;
  /** Makes the open note say another text, as one step of undo. */
  setText(text: string): void;
  /** A note is gone on purpose. */
  forget(name: string): void;
  /** Sends pending edits; resolves when main has them. */
  flush(): Promise<void>;
}

/** The event of the open note, with the talk that holds the caret; -1 before the first one. */
export interface ShownOutline {
  readonly event: EventOutline;
  readonly current: number;
}

/** How far a note's edits have come; also of notes that are no longer on screen. */
export interface PendingEdits {
  readonly name: string;
  /** True while edits have not reached main. */
  readonly pending: boolean;
  /** The version that main holds, and that has to become durable. */
  readonly version: number;
}

export interface EditorProps {
  readonly note: OpenNote;
  /** The notebook that holds the note. */
  readonly notebook: string;
  readonly settings: Settings;
  readonly language: Language;
  readonly words: Words;
  readonly finder: Finder;
  readonly onOutline: (note: string, outline: ShownOutline) => void;
  /** What holds the part of the note that alone is shown; null where all of it is. */
  readonly onZoom: (note: string, path: readonly string[] | null) => void;
  /** The open note is shown as its source, or as its outline. */
  readonly onSource: (isSource: boolean) => void;
  /** How much there is to read in a note, or is selected. */
  readonly onCount: (note: string, count: Count) => void;
  /** A note's edits began or stopped to wait for main. */
  readonly onPending: (edits: PendingEdits) => void;
  /** The lines of this notebook's notes that are kept in two versions. */
  readonly keptBoth: Readonly<Record<string, readonly KeptPlace[]>>;
  readonly onKept: (note: string, kept: KeptHere) => void;
  readonly onNotice: (notice: Notice) => void;
  /** What a notice said is so no more. */
  readonly onNoticeOver: (id: NoticeId) => void;
  /** A call failed; its kind has words in the catalogue. */
  readonly onError: (error: CallError) => void;
  readonly ref: Ref<EditorHandle>;
}

/** How many notes keep their undo history while another one is open. */
const KEPT_SESSIONS = 8;

/**
 * The editor of the open note.
 *
 * React only gives it a place in the page. Sessions outlive their note's turn on the screen, so
 * that coming back to a note finds its undo history.
 */
export function NoteEditor({ note, ref, ...props }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const [image, setImage] = useState<ImageRequest | null>(null);
  const latest = useRef({ ...props, onImage: setImage, onSwitch });
  latest.current = { ...props, onImage: setImage, onSwitch };
  const sessions = useRef(new Map<string, NoteSession>());
  const open = useRef<NoteSession | null>(null);
  /** The open note has just got this name. */
  const movedTo = useRef<string | null>(null);

  function onSwitch(session: NoteSession): void {
    if (session !== open.current) return;
    place.current?.replaceChildren(session.shownElement);
    tell(session, latest);
  }

  useImperativeHandle(
    ref,
    () => ({
      focus: () => open.current?.focus(),
      run: (command) => open.current?.run(command) ?? false,
      goToTalk: (index) => open.current?.goToTalk(index),
      moveTalk: (index, places) => open.current?.moveTalk(index, places) ?? false,
      editTalk: (index, talk) => open.current?.editTalk(index, talk),
      showOnlyTalk: (index) => open.current?.showOnlyTalk(index),
      zoomTo: (index) => open.current?.zoomTo(index),
      goToKept: (index) => open.current?.goToKept(index),
      moved: (moved) => {
        const session = sessions.current.get(moved.from);
        if (session === undefined) return;
        sessions.current.delete(moved.from);
        sessions.current.get(moved.to)?.dispose();
        sessions.current.set(moved.to, session);
        session.moved(moved);
        if (session === open.current) movedTo.current = moved.to;
      },
      setText: (text) => open.current?.setText(text),
      forget: (name) => {
        sessions.current.get(name)?.dispose();
        sessions.current.delete(name);
        if (open.current?.name === name) open.current = null;
      },
      flush: async () => {
        await Promise.all([...sessions.current.values()].map((session) => session.flush()));
      },
    }),
    [],
  );

  useEffect(() => {
    // A note that goes on under another name stays where it is, with the keyboard wherever that is.
    const wasMoved = movedTo.current === note.name && open.current?.name === note.name;
    movedTo.current = null;
    if (wasMoved) return;
    const known = sessions.current.get(note.name);
    const session = known ?? openSession(note, latest);
    sessions.current.delete(note.name);
    sessions.current.set(note.name, session);
    open.current?.leaveScreen();
    place.current?.replaceChildren(session.shownElement);
    open.current = session;
    session.kept.tell(latest.current.keptBoth[note.name] ?? []);
    session.kept.settle();
    if (known === undefined) session.restore(note);
    else session.reopen(note);
    session.focus();
    tell(session, latest);
    forgetOldest(sessions.current);
  }, [note]);

  const { language } = props;
  useEffect(() => {
    for (const session of sessions.current.values())
      session.relabel(translate(language, 'editor.label'));
  }, [language]);

  const { keptBoth } = props;
  useEffect(() => {
    for (const [name, session] of sessions.current) session.kept.tell(keptBoth[name] ?? []);
  }, [keptBoth]);

  useEffect(() => (place.current === null ? undefined : glideToCaret(place.current)), []);
  const inView = useRef<PlaceInView | null>(null);
  useEffect(() => {
    if (place.current === null) return;
    inView.current = keepPlaceInView(place.current);
    return inView.current.dispose;
  }, []);

  const { textSize } = props.settings;
  // Before `useAppearance`, farther up, gives the page that size.
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines of another text size wrap anew
  useEffect(() => inView.current?.textResizes(), [textSize]);

  useEffect(markReady, []);

  useEffect(
    () => () => {
      latest.current.finder.setTarget(null);
      for (const session of sessions.current.values()) leave(session);
      sessions.current.clear();
    },
    [],
  );

  useEffect(
    () =>
      window.backrow.on('noteReplaced', ({ name, version, text }) =>
        sessions.current.get(name)?.replace(version, text),
      ),
    [],
  );

  return (
    <>
      <div className="note-scroller" ref={place} />
      {image !== null && (
        <ImageOverlay
          request={image}
          language={language}
          onClose={() => setImage(null)}
          onMissing={() => {
            setImage(null);
            latest.current.onNotice({ id: 'part-missing', values: {} });
          }}
        />
      )}
    </>
  );
}

/** The last mark of a start: the note has the keyboard, and the frame that shows it is drawn. */
function markReady(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => mark('editorReady')));
}

function forgetOldest(sessions: Map<string, NoteSession>): void {
  // Images that the disk does not take are only in their session.
  const oldest = [...sessions.values()].find(({ waiting }) => waiting.isEmpty);
  if (sessions.size <= KEPT_SESSIONS || oldest === undefined) return;
  sessions.delete(oldest.name);
  leave(oldest);
}

/** What was typed last goes to main first, also where another notebook is open there by now. */
function leave(session: NoteSession): void {
  void leaveSlowly(session).finally(() => session.dispose());
}

async function leaveSlowly(session: NoteSession): Promise<void> {
  await session.flush();
  if (session.waiting.isEmpty) return;
  await session.waiting.empty();
  await session.flush();
}

interface LatestProps {
  readonly current: Omit<EditorProps, 'note' | 'ref'> & {
    readonly onImage: (request: ImageRequest) => void;
    readonly onSwitch: (session: NoteSession) => void;
  };
}

/** Tells the window what it shows of a note: in what one finds, and the way back to the outline. */
function tell(session: NoteSession, { current }: LatestProps): void {
  current.finder.setTarget(session.find);
  current.onSource(session.isSource);
}

function openSession(note: OpenNote, latest: LatestProps): NoteSession {
  // The host asks for the name each time: a note may get another one while it is open.
  let session: NoteSession | null = null;
  const name = (): string => session?.name ?? note.name;
  const onSwitch = (): void => {
    if (session !== null) latest.current.onSwitch(session);
  };
  session = new NoteSession(note, sessionHost(name, onSwitch, latest));
  return session;
}

function sessionHost(name: () => string, onSwitch: () => void, latest: LatestProps): SessionHost {
  const { language } = latest.current;
  return {
    api: noteApi(window.backrow, latest.current.notebook),
    words: () => latest.current.words,
    label: translate(language, 'editor.label'),
    sourceLabel: () => latest.current.words.text('editor.sourceLabel'),
    onSwitch,
    notebook: latest.current.notebook,
    images: {
      sourceOf: (url) => imageAddress(name(), url),
      words: () => ({
        remote: latest.current.words.text('editor.imageRemote'),
        hidden: latest.current.words.text('editor.imageHidden'),
        missing: latest.current.words.text('editor.imageMissing'),
      }),
    },
    stamp: () => formatStamp(clock(new Date())),
    sinceStart: (minutes) => sinceStart(latest.current.words, minutes),
    autoStamp: () => latest.current.settings.autoStamp,
    onPending: (pending, version) => latest.current.onPending({ name: name(), pending, version }),
    onCount: (count) => latest.current.onCount(name(), count),
    onTalks: ({ event }, current) => latest.current.onOutline(name(), { event, current }),
    onZoom: (path) => latest.current.onZoom(name(), path),
    onError: (error) => latest.current.onError(error),
    kept: {
      words: () => ({
        mine: latest.current.words.text('kept.mine'),
        theirs: latest.current.words.text('kept.theirs'),
      }),
      onKept: (kept) => latest.current.onKept(name(), kept),
      remember: (places) => void window.backrow.setKeptBoth({ name: name(), places: [...places] }),
    },
    onNotice: (notice) => latest.current.onNotice(notice),
    onNoticeOver: (id) => latest.current.onNoticeOver(id),
    onImage: (request) => latest.current.onImage(request),
  };
}

function sinceStart({ text }: Words, minutes: number): string {
  return minutes < 0
    ? text('editor.beforeTalk', { length: lengthLabel(-minutes, text) })
    : text('editor.intoTalk', { length: lengthLabel(minutes, text) });
}

function clock(now: Date) {
  return { hour: now.getHours(), minute: now.getMinutes() };
}
