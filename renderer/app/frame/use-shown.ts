import { startTransition, useEffect, useState } from 'react';

/** An unseen window draws no frames, and shows its panels all the same. */
const LATEST_SHOWN_MS = 1_000;

let wasShown = false;

/**
 * True once the frame with the first note is on screen.
 *
 * What stands beside the note is drawn behind it, in slices, so that a key of the first moment does not
 * wait for it: its rows alone take as long as the note, mostly for the system's way to write dates.
 */
export function useShown(): boolean {
  const [isShown, setIsShown] = useState(wasShown);
  useEffect(() => {
    if (isShown) return undefined;
    return afterFirstFrame(() => {
      wasShown = true;
      startTransition(() => setIsShown(true));
    });
  }, [isShown]);
  return isShown;
}

/** Calls back once when the frame that is drawn next is on screen; returns what calls it off. */
export function afterFirstFrame(act: () => void): () => void {
  let isOver = false;
  const once = (): void => {
    if (!isOver) act();
    isOver = true;
  };
  // The frame after it begins when it is on screen; what is done there would delay that one.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(once)));
  setTimeout(once, LATEST_SHOWN_MS);
  return () => {
    isOver = true;
  };
}
