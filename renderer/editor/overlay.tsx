import type { LexicalEditor } from 'lexical';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { scrollerOf } from './view.ts';

/** A part of the interface that lies over a note and belongs to it. */
export interface Overlay {
  /** Shows this; null shows nothing. */
  render(content: ReactNode): void;
  dispose(): void;
}

/**
 * Makes an overlay beside the note, in the element that scrolls it.
 *
 * It is a React root of its own, made when it is first needed: so that opening a note and typing in
 * it pay nothing for tools that nobody called.
 */
export function createOverlay(editor: LexicalEditor, className: string): Overlay {
  let container: HTMLElement | null = null;
  let root: Root | null = null;
  return {
    render: (content) => {
      if (content === null && root === null) return;
      if (container === null || root === null) {
        container = document.createElement('div');
        container.className = className;
        root = createRoot(container);
      }
      const scroller = scrollerOf(editor);
      // Another note takes the place of this one with all that belongs to it.
      if (scroller !== null && container.parentElement !== scroller) scroller.append(container);
      root.render(content);
    },
    dispose: () => {
      root?.unmount();
      container?.remove();
      root = null;
      container = null;
    },
  };
}
