import { crc32 } from 'node:zlib';

/** What compiled code belongs to. */
export interface CodeKey {
  /** V8's version; an Electron of another version may bring the same one. */
  readonly v8: string;
  readonly arch: string;
  readonly source: string;
}

const NEWLINE = 10;

/** Puts a line before compiled code that says what it is of, with a checksum of its bytes. */
export function packCode(code: Uint8Array, key: CodeKey): Uint8Array {
  const line = Buffer.from(`${labelOf(key)} ${crc32(code)}\n`);
  return Buffer.concat([line, code]);
}

/** The code in a cache file; null where it is of something else, or not as it was written. */
export function unpackCode(packed: Uint8Array | null, key: CodeKey): Buffer | null {
  if (packed === null) return null;
  const end = packed.indexOf(NEWLINE);
  const line = Buffer.from(packed.subarray(0, Math.max(end, 0))).toString('latin1');
  const code = Buffer.from(packed.buffer, packed.byteOffset + end + 1, packed.length - end - 1);
  return line === `${labelOf(key)} ${crc32(code)}` ? code : null;
}

function labelOf({ v8, arch, source }: CodeKey): string {
  return `backrow-code 1 ${v8} ${arch} ${source.length} ${crc32(source)}`;
}
