import { useState } from 'react';

/** Counts how often a dialog was opened. */
export function useTurn(isOpen: boolean): number {
  const [opened, setOpened] = useState({ isOpen: false, turn: 0 });
  if (opened.isOpen !== isOpen) setOpened({ isOpen, turn: opened.turn + (isOpen ? 1 : 0) });
  return opened.turn;
}
