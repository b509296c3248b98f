import * as v from 'valibot';
import { hashBytes } from '../file-version.ts';

/** What a journal says, one fact after the other (ARCHITECTURE, "The journal"). */
export type JournalRecord = v.InferOutput<typeof schema>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** When it was written, by the wall clock. For people: the order of the records is that of the file. */
const atEpochMs = v.number();

const patch = v.object({ fromLine: count, deletedLines: count, inserted: v.string() });

const schema = v.variant('kind', [
  /** The file has this text. One record with what was held then: a torn write must not part them. */
  v.object({
    kind: v.literal('base'),
    atEpochMs,
    name: v.string(),
    /** Of the file's bytes; null where there is no file. */
    hash: v.nullable(v.string()),
    text: v.string(),
    /** From the file's text to the held one. */
    held: v.nullable(patch),
  }),
  /** The held text changed. */
  v.object({ kind: v.literal('edit'), atEpochMs, patch }),
  /** The file has what was held before the last `behind` edits, which came during the save. */
  v.object({ kind: v.literal('saved'), atEpochMs, hash: v.string(), behind: count }),
]);

/** A record as it was read, or a place where the log is damaged. */
export type JournalEntry = JournalRecord | { readonly kind: 'damage' };

/** Hexadecimal digits of the checksum: 64 bits of SHA-256. */
const CHECKSUM_DIGITS = 16;
const LINE_END = 0x0a;
const BLANK = 0x20;

/** One line of a log: `<length> <checksum> <json>`. JSON holds no line end, so a line is a record. */
export function encodeRecord(record: JournalRecord): string {
  const json = JSON.stringify(record);
  const bytes = Buffer.from(json, 'utf8');
  return `${bytes.length} ${checksumOf(bytes)} ${json}\n`;
}

/**
 * Reads a log as far as it is sound.
 *
 * A line that is torn, altered or of another format becomes `damage`, and reading goes on behind
 * it. The last line without its end is a write that never finished.
 */
export function* decodeRecords(log: Uint8Array): Generator<JournalEntry> {
  for (let from = 0; from < log.length; ) {
    const end = log.indexOf(LINE_END, from);
    const line = log.subarray(from, end === -1 ? log.length : end);
    from += line.length + 1;
    if (line.length === 0) continue;
    yield end === -1 ? DAMAGE : (decodeLine(line) ?? DAMAGE);
  }
}

const DAMAGE: JournalEntry = { kind: 'damage' };

function decodeLine(line: Uint8Array): JournalRecord | null {
  const first = line.indexOf(BLANK);
  const second = first === -1 ? -1 : line.indexOf(BLANK, first + 1);
  if (second === -1) return null;
  const length = Number(textOf(line.subarray(0, first)));
  const checksum = textOf(line.subarray(first + 1, second));
  const json = line.subarray(second + 1);
  if (json.length !== length || checksum !== checksumOf(json)) return null;
  const read = v.safeParse(schema, JSON.parse(textOf(json)));
  return read.success ? read.output : null;
}

function checksumOf(json: Uint8Array): string {
  return hashBytes(json).slice(0, CHECKSUM_DIGITS);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
