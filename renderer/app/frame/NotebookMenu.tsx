import OpenIcon from 'lucide-react/icons/chevron-down';
import { lazy, useRef, useState } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { Later } from './Later.tsx';
import styles from './NotebookMenu.module.css';
import { useEver } from './use-ever.ts';

const NotebookMenuList = lazy(async () => {
  const { NotebookMenuList } = await import('./NotebookMenuList.tsx');
  return { default: NotebookMenuList };
});

/** The notebook's title, and behind it the way to another one. */
export function NotebookMenu() {
  const { actions } = useApp();
  const { text } = useWords();
  const title = useAppState((state) => state.notebook.title);
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useEver(isOpen);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <div className={styles.place} ref={place}>
      <button
        type="button"
        className={styles.opener}
        aria-label={text('action.notebook', { title })}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={title}
        onClick={() => setOpen(!isOpen)}
        ref={opener}
      >
        <span className={styles.title}>{title}</span>
        <OpenIcon size={14} aria-hidden="true" />
      </button>
      {wasOpen && (
        <Later onMissing={actions.partMissing}>
          <NotebookMenuList
            isOpen={isOpen}
            onOpenChange={setOpen}
            opener={opener}
            container={place}
          />
        </Later>
      )}
    </div>
  );
}
