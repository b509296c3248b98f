import { $getNearestNodeFromDOMNode, type LexicalEditor, type NodeKey } from 'lexical';
import { findFirstStamp, minutesSince } from '../../shared/note/stamp.ts';
import { $blockOf, headingLevel } from './outline.ts';

export interface StampHintHost {
  /** When the talk that holds a block began, in minutes since midnight; null where nobody knows. */
  readonly startAt: (block: NodeKey) => number | null;
  /** What to say of a stamp so many minutes into its talk; negative before it. */
  readonly words: (minutes: number) => string;
}

/**
 * Tells how far into its talk a stamp is, when the mouse rests on it.
 *
 * Found out then and not before: nothing has to be kept in step while somebody writes.
 */
export function registerStampHints(
  element: HTMLElement,
  editor: LexicalEditor,
  host: StampHintHost,
): () => void {
  const onOver = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement) || !target.matches('.stamp')) return;
    const hint = hintOf(target);
    if (hint === null) target.removeAttribute('title');
    else target.title = hint;
  };

  function hintOf(stamp: HTMLElement): string | null {
    const time = findFirstStamp(stamp.textContent ?? '');
    const block = editor.read(() => {
      const node = $blockOf($getNearestNodeFromDOMNode(stamp));
      // The stamp of a talk's own heading is its beginning.
      return node === null || headingLevel(node) !== null ? null : node.getKey();
    });
    const start = block === null ? null : host.startAt(block);
    return time === null || start === null
      ? null
      : host.words(minutesSince(start, time.minuteOfDay));
  }

  element.addEventListener('pointerover', onOver);
  return () => element.removeEventListener('pointerover', onOver);
}
