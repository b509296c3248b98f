import { safeNoteName } from '../../shared/note/name.ts';

/** True for a name that may be joined to a notebook's folder; see `safeNoteName`. */
export function isNoteName(name: string): boolean {
  return safeNoteName(name).ok;
}
