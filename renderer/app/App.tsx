import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, type ReactNode, useEffect, useRef, useState } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import type { BackrowApi } from '../../shared/ipc/contract.ts';
import { readCaretBeforeKeys } from '../editor/caret-on-its-way.ts';
import { createFinder, type EditorHandle } from '../editor/index.ts';
import styles from './App.module.css';
import { createActions } from './actions.ts';
import { AppContext, type AppContextValue, useApp, useAppState } from './app-context.ts';
import { createRun } from './commands.ts';
import { watchComposing } from './composing.ts';
import { Later } from './frame/Later.tsx';
import { NoteArea, type NoteAreaProps } from './frame/NoteArea.tsx';
import { TopBar } from './frame/TopBar.tsx';
import { useAppearance } from './frame/use-appearance.ts';
import { useEver } from './frame/use-ever.ts';
import { useRoom } from './frame/use-room.ts';
import { afterFirstFrame } from './frame/use-shown.ts';
import { guardCompositions } from './guard-compositions.ts';
import { listenToKeys } from './keys/listen.ts';
import { listenToMain } from './listen-to-main.ts';
import { mark } from './marks.ts';
import { NotesPanel } from './panels/NotesPanel.tsx';
import { TalksPanel } from './panels/TalksPanel.tsx';
import type { AppState } from './state/app-state.ts';
import { presentBindings } from './state/bindings.ts';
import { panelPlace } from './state/panels.ts';
import type { Store } from './state/store.ts';
import { StatusLine } from './status/StatusLine.tsx';

const importNewNote = () => import('./dialogs/NewNoteDialog.tsx');
const NewNoteDialog = lazy(async () => ({ default: (await importNewNote()).NewNoteDialog }));
const SignInDialog = lazy(async () => {
  const { SignInDialog } = await import('./dialogs/SignInDialog.tsx');
  return { default: SignInDialog };
});
const AddressDialog = lazy(async () => {
  const { AddressDialog } = await import('./dialogs/AddressDialog.tsx');
  return { default: AddressDialog };
});
const MoveNoteDialog = lazy(async () => {
  const { MoveNoteDialog } = await import('./notes/MoveNoteDialog.tsx');
  return { default: MoveNoteDialog };
});
const UnusedImagesDialog = lazy(async () => {
  const { UnusedImagesDialog } = await import('./notes/UnusedImagesDialog.tsx');
  return { default: UnusedImagesDialog };
});
const HistoryDialog = lazy(async () => {
  const { HistoryDialog } = await import('./history/HistoryDialog.tsx');
  return { default: HistoryDialog };
});
const SettingsDialog = lazy(async () => {
  const { SettingsDialog } = await import('./dialogs/SettingsDialog.tsx');
  return { default: SettingsDialog };
});

const HelpDialog = lazy(async () => {
  const { HelpDialog } = await import('./help/HelpDialog.tsx');
  return { default: HelpDialog };
});
const importGo = () => import('./go/GoDialog.tsx');
const GoDialog = lazy(async () => ({ default: (await importGo()).GoDialog }));
/** What is asked for most is loaded before, so that it is there with its key. */
const preload = () => Promise.all([importGo(), importNewNote()]);
const PRELOAD_MS = 3000;

export interface AppProps {
  readonly api: BackrowApi;
  readonly store: Store<AppState>;
}

/** The window: composes state, main, keyboard and the parts that are seen. */
export function App({ api, store }: AppProps) {
  const editor = useRef<EditorHandle>(null);
  const area = useRef<HTMLDivElement>(null);
  const [context] = useState<AppContextValue>(() => ({
    store,
    actions: createActions({ api, store, editor: () => editor.current }),
    finder: createFinder(),
  }));

  const openNote = () => store.get().note?.name ?? null;
  const [run] = useState(() =>
    createRun(context.actions, context.finder, () => editor.current, openNote),
  );

  useEffect(() => mark('shellMounted'), []);
  useEffect(() => afterFirstFrame(() => void api.shown({})), [api]);
  useEffect(() => {
    const timer = setTimeout(() => requestIdleCallback(() => void preload()), PRELOAD_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => connect(api, context, { area, run }), [api, context, run]);

  return (
    <CSPProvider disableStyleElements>
      <AppContext value={context}>
        <Frame editor={editor} area={area} run={run} />
      </AppContext>
    </CSPProvider>
  );
}

interface ConnectHost {
  readonly area: { readonly current: HTMLDivElement | null };
  readonly run: (id: CommandId) => boolean;
}

/** Listens to main, keyboard and compositions; returns the cleanup. */
function connect(api: BackrowApi, { store, actions }: AppContextValue, host: ConnectHost) {
  const { area, run } = host;
  const isEditor = (target: EventTarget | null) =>
    target instanceof Node && area.current?.contains(target) === true;
  // Before all who listen to compositions: they hear of these, too.
  const stopGuard = guardCompositions();
  const composing = watchComposing(isEditor, (is) => void api.setComposing({ composing: is }));
  const { isComposing } = composing;
  const stopCaret = readCaretBeforeKeys();
  const stopMain = listenToMain({ api, store, actions, run, isComposing });
  const stopKeys = listenToKeys({
    platform: store.get().platform,
    bindings: () => presentBindings(store.get()),
    editor: () => area.current,
    run,
  });
  return () => {
    stopKeys();
    stopCaret();
    stopMain();
    composing.dispose();
    stopGuard();
  };
}

interface FrameProps extends NoteAreaProps {
  readonly run: (id: CommandId) => void;
}

function Frame({ editor, area, run }: FrameProps) {
  const { actions } = useApp();
  useRoom();
  useAppearance();
  const notes = useAppState((state) => panelPlace(state, 'notes'));
  const talks = useAppState((state) => panelPlace(state, 'talks'));
  const isFloating = notes === 'floating' || talks === 'floating';

  return (
    <div className={styles.frame}>
      <TopBar />
      {notes !== 'closed' && <NotesPanel place={notes} />}
      <NoteArea editor={editor} area={area} />
      {isFloating && (
        <div className={styles.scrim} onPointerDown={actions.closeFloating} aria-hidden="true" />
      )}
      {talks !== 'closed' && <TalksPanel place={talks} />}
      <StatusLine />
      <Dialogs run={run} />
    </div>
  );
}

/** Loaded when they are first needed: they cost more than all the rest of the shell. */
function Dialogs({ run }: { readonly run: (id: CommandId) => void }) {
  const dialog = useAppState((state) => state.dialog);
  return (
    <>
      <DialogOf open={dialog === 'new-note'}>
        <NewNoteDialog />
      </DialogOf>
      <DialogOf open={dialog === 'settings'}>
        <SettingsDialog />
      </DialogOf>
      <DialogOf open={dialog === 'help'}>
        <HelpDialog />
      </DialogOf>
      <DialogOf open={dialog === 'go' || dialog === 'palette'}>
        <GoDialog run={run} />
      </DialogOf>
      <DialogOf open={dialog === 'sign-in'}>
        <SignInDialog />
      </DialogOf>
      <DialogOf open={dialog === 'add-remote' || dialog === 'clone'}>
        <AddressDialog />
      </DialogOf>
      <DialogOf open={dialog === 'unused-images'}>
        <UnusedImagesDialog />
      </DialogOf>
      <DialogOf open={dialog === 'history'}>
        <HistoryDialog />
      </DialogOf>
      <DialogOf open={dialog === 'move-note'}>
        <MoveNoteDialog />
      </DialogOf>
    </>
  );
}

function DialogOf({ open, children }: { readonly open: boolean; readonly children: ReactNode }) {
  const { actions } = useApp();
  return useEver(open) ? <Later onMissing={actions.partMissing}>{children}</Later> : null;
}
