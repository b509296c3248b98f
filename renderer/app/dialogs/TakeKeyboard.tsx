import { useLayoutEffect, useRef } from 'react';
import { handOver } from '../keys/type-ahead.ts';

/**
 * Brings the keyboard into the dialog around it as soon as it is drawn.
 *
 * The library of dialogs does so in the next frame; what is typed right behind the key that opened
 * the dialog would go elsewhere.
 */
export function TakeKeyboard({ isOpen }: { readonly isOpen: boolean }) {
  const mark = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const dialog = mark.current?.closest<HTMLElement>('[role="dialog"]') ?? null;
    if (isOpen && dialog !== null) handOver(dialog);
  }, [isOpen]);
  return <span ref={mark} hidden />;
}
