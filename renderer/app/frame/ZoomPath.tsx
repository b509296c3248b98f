import ChevronRightIcon from 'lucide-react/icons/chevron-right';
import { Fragment, type KeyboardEvent } from 'react';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { isImeKey } from '../keys/match.ts';
import styles from './ZoomPath.module.css';

/** The way from the note to the part that alone is shown; every step leads back to it. */
export function ZoomPath() {
  const { actions } = useApp();
  const { text } = useWords();
  const path = useAppState((state) => state.zoom);
  const title = useAppState((state) => state.outline?.event.title ?? state.note?.name ?? '');
  if (path === null) return null;
  const steps = [title, ...path].map((words) => words.trim() || text('zoom.untitled'));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isImeKey(event.nativeEvent)) return;
    event.preventDefault();
    actions.focusNote();
  }

  return (
    <nav className={styles.path} aria-label={text('zoom.label')} onKeyDown={onKeyDown}>
      <ol className={styles.steps}>
        {steps.map((words, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the path
          <Fragment key={index}>
            {index > 0 && (
              <li aria-hidden="true" className={styles.between}>
                <ChevronRightIcon size={13} />
              </li>
            )}
            <li className={styles.step}>
              {index === steps.length - 1 ? (
                <span aria-current="location">{words}</span>
              ) : (
                <button type="button" onClick={() => actions.zoomTo(index - 1)}>
                  {words}
                </button>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
