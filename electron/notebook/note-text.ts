import type { ReadOnlyReason } from '../../shared/ipc/contract.ts';

/** A note's bytes as text, and why it may not be edited, if so. */
export interface DecodedNote {
  /** The byte order mark stays in the text, so that encoding gives the bytes back. */
  readonly text: string;
  /** With a reason the text is for display only: lossy, and only the beginning of a large file. */
  readonly readOnly: ReadOnlyReason | null;
}

/** A note is editable up to this size (DESIGN section 3). */
export const MAX_NOTE_BYTES = 10 * 1024 * 1024;
/** How much of a file that is no editable note is shown. */
const PREVIEW_BYTES = 256 * 1024;
/** Where git looks for a NUL byte when it decides that a file is binary. */
const BINARY_PROBE_BYTES = 8_000;

/**
 * Reads bytes as UTF-8, strictly.
 *
 * A note that does not decode exactly would be damaged by the first save, hence read-only instead
 * of replacement characters on disk.
 */
export function decodeNote(bytes: Uint8Array): DecodedNote {
  if (bytes.length > MAX_NOTE_BYTES) return preview(bytes, 'too-large');
  const text = decodeExactly(bytes);
  if (isBinary(bytes)) return preview(bytes, 'binary');
  return text === null ? preview(bytes, 'not-utf8') : { text, readOnly: null };
}

/** The bytes of a text; the inverse of `decodeNote` for every editable note. */
export function encodeNote(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decodeExactly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 holds NUL bytes too, but its mark says that it is text. */
function isBinary(bytes: Uint8Array): boolean {
  return utf16Encoding(bytes) === null && bytes.subarray(0, BINARY_PROBE_BYTES).includes(0);
}

function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function preview(bytes: Uint8Array, readOnly: ReadOnlyReason): DecodedNote {
  const start = bytes.subarray(0, PREVIEW_BYTES);
  const encoding = utf16Encoding(bytes) ?? 'utf-8';
  return { text: new TextDecoder(encoding).decode(start), readOnly };
}
