import LockIcon from 'lucide-react/icons/lock';
import { type Ref, useCallback } from 'react';
import type { CallError, Notice, NoticeId, ReadOnlyReason } from '../../../shared/ipc/contract.ts';
import {
  type Count,
  type EditorHandle,
  type KeptHere,
  NoteEditor,
  type PendingEdits,
  type ShownOutline,
} from '../../editor/index.ts';
import { languageOf, useApp, useAppState, useWords } from '../app-context.ts';
import { FindBar } from '../find/FindBar.tsx';
import {
  withError,
  withKeptHere,
  withNotice,
  withoutNotice,
  withToldBy,
} from '../state/app-state.ts';
import { savingPending } from '../state/saving.ts';
import { KeptBothBar } from './KeptBothBar.tsx';
import messageStyles from './Messages.module.css';
import { Messages } from './Messages.tsx';
import styles from './NoteArea.module.css';
import { SourceBar } from './SourceBar.tsx';
import { ZoomPath } from './ZoomPath.tsx';

export interface NoteAreaProps {
  readonly editor: Ref<EditorHandle>;
  /** The element around the note, for the keyboard. */
  readonly area: Ref<HTMLDivElement>;
}

/** The middle of the window: the note, and what is to be said about it. */
export function NoteArea({ editor, area }: NoteAreaProps) {
  const reason = useAppState((state) => state.note?.readOnly ?? null);
  const isOpen = useAppState((state) => state.note !== null);
  const notebook = useAppState((state) => state.notebook.id);
  const isSource = useAppState((state) => state.isSource && state.note !== null);
  return (
    <main className={styles.area}>
      <Messages />
      {reason !== null && <ReadOnlyBanner reason={reason} />}
      {isSource ? <SourceBar /> : <ZoomPath />}
      <FindBar />
      {isOpen ? (
        <div className={styles.editor} ref={area}>
          {/* Notes of two notebooks may have the same name: each notebook has an editor of its own. */}
          <Editor key={notebook} notebook={notebook} editor={editor} />
        </div>
      ) : (
        <EmptyArea />
      )}
      <KeptBothBar />
    </main>
  );
}

/** Draws again only for another note, another language or other settings, never for a key. */
function Editor({
  editor,
  notebook,
}: Pick<NoteAreaProps, 'editor'> & { readonly notebook: string }) {
  const { store, finder } = useApp();
  const note = useAppState((state) => state.note);
  const settings = useAppState((state) => state.settings);
  const language = useAppState(languageOf);
  const words = useWords();

  const onOutline = useCallback(
    (name: string, outline: ShownOutline) =>
      store.update((state) => withToldBy(state, name, { outline })),
    [store],
  );
  const onPending = useCallback(
    (edits: PendingEdits) =>
      store.update((state) => ({ ...state, saving: savingPending(state.saving, edits) })),
    [store],
  );
  const onZoom = useCallback(
    (name: string, zoom: readonly string[] | null) =>
      store.update((state) => withToldBy(state, name, { zoom })),
    [store],
  );
  const onCount = useCallback(
    (name: string, count: Count) => store.update((state) => withToldBy(state, name, { count })),
    [store],
  );
  const onSource = useCallback(
    (isSource: boolean) => store.update((state) => ({ ...state, isSource })),
    [store],
  );
  const keptBoth = useAppState((state) => state.keptBoth);
  const onKept = useCallback(
    (name: string, kept: KeptHere) => store.update((state) => withKeptHere(state, name, kept)),
    [store],
  );
  const onNotice = useCallback(
    (notice: Notice) => store.update((state) => withNotice(state, notice)),
    [store],
  );
  const onNoticeOver = useCallback(
    (id: NoticeId) => store.update((state) => withoutNotice(state, id)),
    [store],
  );
  const onError = useCallback(
    (error: CallError) => store.update((state) => withError(state, error)),
    [store],
  );

  if (note === null) return null;
  return (
    <NoteEditor
      note={note}
      notebook={notebook}
      settings={settings}
      language={language}
      words={words}
      finder={finder}
      onOutline={onOutline}
      onZoom={onZoom}
      onSource={onSource}
      onCount={onCount}
      onPending={onPending}
      keptBoth={keptBoth}
      onKept={onKept}
      onNotice={onNotice}
      onNoticeOver={onNoticeOver}
      onError={onError}
      ref={editor}
    />
  );
}

function ReadOnlyBanner({ reason }: { readonly reason: ReadOnlyReason }) {
  const { text } = useWords();
  return (
    <div className={messageStyles.banner} role="note">
      <LockIcon size={15} aria-hidden="true" />
      <p>{text(`note.readOnly.${reason}`)}</p>
    </div>
  );
}

function EmptyArea() {
  const { text, keys } = useWords();
  const hasNotes = useAppState((state) => state.notes.length > 0);
  const isAwaited = useAppState((state) => state.notesAwaited);
  return (
    <div className={styles.empty}>
      {!isAwaited && (
        <p>{text(hasNotes ? 'note.none' : 'note.noneYet', { keys: keys('note.new') })}</p>
      )}
    </div>
  );
}
