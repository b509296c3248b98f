import { useEffect } from 'react';
import { useApp } from '../app-context.ts';
import type { Room } from '../state/panels.ts';

/** Below the first width the note stands alone, below the second only the notes stand beside it. */
const NARROW = '(width < 760px)';
const MEDIUM = '(width < 1020px)';

/** How much room the window has. The same widths are in styles/base.css, for the first frame. */
export function readRoom(): Room {
  if (window.matchMedia(NARROW).matches) return 'narrow';
  return window.matchMedia(MEDIUM).matches ? 'medium' : 'wide';
}

/** Keeps the state's `room` true; a panel that floated does not outlive the change. */
export function useRoom(): void {
  const { store } = useApp();
  useEffect(() => {
    const queries = [NARROW, MEDIUM].map((query) => window.matchMedia(query));
    const follow = () => store.update((state) => ({ ...state, room: readRoom(), floating: null }));
    for (const query of queries) query.addEventListener('change', follow);
    return () => {
      for (const query of queries) query.removeEventListener('change', follow);
    };
  }, [store]);
}
