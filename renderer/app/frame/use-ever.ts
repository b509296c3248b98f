import { useState } from 'react';

/**
 * Whether a condition has ever held.
 *
 * For parts that are loaded when they are first needed and stay then, so that they can close
 * as quietly as they opened and give the keyboard back.
 */
export function useEver(holds: boolean): boolean {
  const [ever, setEver] = useState(holds);
  if (holds && !ever) setEver(true);
  return ever || holds;
}
