import NotesIcon from 'lucide-react/icons/panel-left';
import TalksIcon from 'lucide-react/icons/panel-right';
import SearchIcon from 'lucide-react/icons/search';
import SettingsIcon from 'lucide-react/icons/settings';
import NewIcon from 'lucide-react/icons/square-pen';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { panelPlace } from '../state/panels.ts';
import { IconButton } from './IconButton.tsx';
import { NotebookMenu } from './NotebookMenu.tsx';
import styles from './TopBar.module.css';

/** The quiet row of buttons above everything. */
export function TopBar() {
  const { actions } = useApp();
  const { text, withKeys } = useWords();
  const title = useAppState(({ outline, notebook }) => outline?.event.title ?? notebook.title);
  const notes = useAppState((state) => panelPlace(state, 'notes'));
  const talks = useAppState((state) => panelPlace(state, 'talks'));
  return (
    <header className={styles.bar}>
      <h1 className="visually-hidden">{title}</h1>
      <div className={styles.start} data-docked={notes === 'docked' || undefined}>
        <IconButton
          icon={NotesIcon}
          name={text(notes === 'closed' ? 'notes.show' : 'notes.hide')}
          onClick={() => actions.togglePanel('notes')}
        />
        <NotebookMenu />
        <span className={styles.gap} />
        <IconButton
          icon={SearchIcon}
          name={text('action.search')}
          hint={withKeys('action.search', 'note.search')}
          onClick={actions.openSearch}
        />
        <IconButton
          icon={NewIcon}
          name={text('action.newNote')}
          hint={withKeys('action.newNote', 'note.new')}
          onClick={() => actions.showDialog('new-note')}
        />
      </div>
      <div className={styles.end}>
        <IconButton
          icon={SettingsIcon}
          name={text('action.settings')}
          hint={withKeys('action.settings', 'view.settings')}
          onClick={() => actions.showDialog('settings')}
        />
        <IconButton
          icon={TalksIcon}
          name={text(talks === 'closed' ? 'talks.show' : 'talks.hide')}
          onClick={() => actions.togglePanel('talks')}
        />
      </div>
    </header>
  );
}
