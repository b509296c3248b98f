import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useApp } from '../app-context.ts';
import { useShown } from '../frame/use-shown.ts';
import { isImeKey } from '../keys/match.ts';
import styles from './Panel.module.css';

export interface PanelProps {
  readonly label: string;
  readonly side: 'start' | 'end';
  readonly place: 'docked' | 'floating';
  readonly children: ReactNode;
}

/** What lies above a panel, and is what Escape closes first. */
const ABOVE = '[role="menu"], [role="dialog"]';

/**
 * A panel beside the note, or above it for a moment. Escape leads back to the note.
 *
 * At the start it is empty until the note is on screen.
 */
export function Panel({ label, side, place, children }: PanelProps) {
  const { actions } = useApp();
  const panel = useRef<HTMLElement>(null);
  const isShown = useShown();

  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      // A panel that goes must not take the keyboard with it.
      if (element?.contains(document.activeElement) === true) actions.focusNote();
    };
  }, [actions]);

  // One that lies over the note goes by Escape wherever the keyboard is, on its button or in the note.
  useEffect(() => {
    if (place === 'docked') return undefined;
    const close = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isImeKey(event)) return;
      if (event.target instanceof Element && event.target.closest(ABOVE) !== null) return;
      actions.closeFloating();
      actions.focusNote();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [actions, place]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isImeKey(event.nativeEvent)) return;
    if (event.target instanceof Element && event.target.closest(ABOVE) !== null) return;
    event.preventDefault();
    actions.closeFloating();
    actions.focusNote();
  }

  return (
    <nav
      className={styles.panel}
      data-place={place}
      data-side={side}
      aria-label={label}
      onKeyDown={onKeyDown}
      ref={panel}
    >
      {isShown && children}
    </nav>
  );
}
