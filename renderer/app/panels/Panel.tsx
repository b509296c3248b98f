import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { useApp } from '../app-context.ts';
import { isImeKey } from '../keys/match.ts';
import styles from './Panel.module.css';

export interface PanelProps {
  readonly label: string;
  readonly side: 'start' | 'end';
  readonly place: 'docked' | 'floating';
  readonly children: ReactNode;
}

/** A panel beside the note, or above it for a moment. Escape leads back to the note. */
export function Panel({ label, side, place, children }: PanelProps) {
  const { actions } = useApp();
  const panel = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      // A panel that goes must not take the keyboard with it.
      if (element?.contains(document.activeElement) === true) actions.focusNote();
    };
  }, [actions]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || isImeKey(event.nativeEvent)) return;
    // A menu above the panel is what Escape closes first.
    if (event.target instanceof Element && event.target.closest('[role="menu"]') !== null) return;
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
      {children}
    </nav>
  );
}
