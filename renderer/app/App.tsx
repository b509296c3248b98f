import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { BackrowApi } from '../../shared/ipc/contract.ts';
import type { EditorHandle } from '../editor/index.ts';
import styles from './App.module.css';
import { createActions } from './actions.ts';
import { AppContext, type AppContextValue, useApp, useAppState } from './app-context.ts';
import { createRun } from './commands.ts';
import { watchComposing } from './composing.ts';
import { NoteArea } from './frame/NoteArea.tsx';
import { TopBar } from './frame/TopBar.tsx';
import { useAppearance } from './frame/use-appearance.ts';
import { useEver } from './frame/use-ever.ts';
import { useRoom } from './frame/use-room.ts';
import { listenToKeys } from './keys/listen.ts';
import { listenToMain } from './listen-to-main.ts';
import { mark } from './marks.ts';
import { NotesPanel } from './panels/NotesPanel.tsx';
import { TalksPanel } from './panels/TalksPanel.tsx';
import type { AppState } from './state/app-state.ts';
import { panelPlace } from './state/panels.ts';
import type { Store } from './state/store.ts';
import { StatusLine } from './status/StatusLine.tsx';

const NewNoteDialog = lazy(async () => {
  const { NewNoteDialog } = await import('./dialogs/NewNoteDialog.tsx');
  return { default: NewNoteDialog };
});
const SettingsDialog = lazy(async () => {
  const { SettingsDialog } = await import('./dialogs/SettingsDialog.tsx');
  return { default: SettingsDialog };
});

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
  }));

  useEffect(() => mark('shellMounted'), []);
  useEffect(() => connect(api, context, { editor, area }), [api, context]);

  return (
    <CSPProvider disableStyleElements>
      <AppContext value={context}>
        <Frame editor={editor} area={area} />
      </AppContext>
    </CSPProvider>
  );
}

interface EditorRefs {
  readonly editor: { readonly current: EditorHandle | null };
  readonly area: { readonly current: HTMLDivElement | null };
}

/** Listens to main, keyboard and compositions; returns the cleanup. */
function connect(api: BackrowApi, { store, actions }: AppContextValue, refs: EditorRefs) {
  const isEditor = (target: EventTarget | null) =>
    target instanceof Node && refs.area.current?.contains(target) === true;
  const run = createRun(actions, () => refs.editor.current);
  const composing = watchComposing(isEditor, (is) => void api.setComposing({ composing: is }));
  const { isComposing } = composing;
  const stopMain = listenToMain({ api, store, actions, run, isComposing });
  const stopKeys = listenToKeys({
    platform: store.get().platform,
    editor: () => refs.area.current,
    run,
  });
  return () => {
    stopKeys();
    stopMain();
    composing.dispose();
  };
}

function Frame({ editor, area }: Parameters<typeof NoteArea>[0]) {
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
      <Dialogs />
    </div>
  );
}

/** Loaded when they are first needed: they cost more than all the rest of the shell. */
function Dialogs() {
  const dialog = useAppState((state) => state.dialog);
  const newNote = useEver(dialog === 'new-note');
  const settings = useEver(dialog === 'settings');
  return (
    <Suspense>
      {newNote && <NewNoteDialog />}
      {settings && <SettingsDialog />}
    </Suspense>
  );
}
