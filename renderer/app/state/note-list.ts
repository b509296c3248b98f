import type { NoteSummary } from '../../../shared/ipc/contract.ts';

/** A date at the beginning of a file's name, as daily notes have. */
const NAMED_DAY = /(?:^|\/)(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)[^/]*$/;

/**
 * The day a note is listed under, as `YYYY-MM-DD`: its event's, else the one in its file name, else
 * that of its last change. A name says more than the change: to git, a clone wrote all notes today.
 *
 * The day and not the moment of the change, so that a note does not jump through the list while
 * somebody writes in it, nor a row from under the pointer when a sync brings others.
 */
function listDay({ date, name, modifiedEpochMs }: NoteSummary): string {
  return date ?? NAMED_DAY.exec(name)?.[1] ?? localDay(new Date(modifiedEpochMs));
}

/** A date of the local calendar as `YYYY-MM-DD`. */
export function localDay(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/**
 * The notes in the order of the list: newest day first, by name within a day.
 *
 * Gathered by day before they are compared: ten thousand notes have few hundred days, and the
 * first frame waits for this.
 */
export function sortNotes(notes: readonly NoteSummary[]): readonly NoteSummary[] {
  const days = new Map<string, NoteSummary[]>();
  for (const note of notes) {
    const day = listDay(note);
    const known = days.get(day);
    if (known === undefined) days.set(day, [note]);
    else known.push(note);
  }
  const newestFirst = [...days.keys()].toSorted().toReversed();
  return newestFirst.flatMap((day) => (days.get(day) ?? []).sort(byName));
}

/**
 * Takes over what came, changed or went; the order of the rest stays as it is.
 *
 * The same list where nothing that it shows is another: each save tells of its note, twice a second while
 * somebody types, and a list of ten thousand notes is not drawn again for that.
 */
export function changeNotes(
  notes: readonly NoteSummary[],
  changed: readonly NoteSummary[],
  removed: readonly string[],
): readonly NoteSummary[] {
  const news = new Map(changed.map((note) => [note.name, note]));
  const gone = new Set(removed);
  let moved = news.size;
  let isSame = true;
  const kept: NoteSummary[] = [];
  for (const note of notes) {
    const next = news.get(note.name);
    if (next !== undefined && listDay(next) === listDay(note)) {
      const isNew = !saysTheSame(note, next);
      kept.push(isNew ? next : note);
      if (isNew) isSame = false;
      news.delete(note.name);
      moved--;
    } else if (next === undefined && !gone.has(note.name)) {
      kept.push(note);
    }
  }
  if (moved > 0) return sortNotes([...kept, ...news.values()]);
  return isSame && kept.length === notes.length ? notes : kept;
}

/** What is searched for is sorted by the last change; no reader tells apart what lies so near. */
const SAME_TIME_MS = 60_000;

/** True for two summaries of a note that differ in the time of its last save at most, and by little. */
function saysTheSame(one: NoteSummary, other: NoteSummary): boolean {
  return (
    one.title === other.title &&
    one.date === other.date &&
    one.talks === other.talks &&
    one.waiting === other.waiting &&
    Math.abs(one.modifiedEpochMs - other.modifiedEpochMs) < SAME_TIME_MS
  );
}

/**
 * The notes that contain every word, in the order of the list.
 *
 * Width, case and kana do not matter: `ｒｕｓｔ` finds Rust, `らすと` finds ラスト. Dates match as they
 * are written in file names.
 */
export function filterNotes(notes: readonly NoteSummary[], words: string): readonly NoteSummary[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return notes;
  return notes.filter((note) => {
    const text = noteSearchText(note);
    return wanted.every((word) => text.includes(word));
  });
}

const searchTexts = new WeakMap<NoteSummary, string>();

/** The folded text by which a note is found. */
export function noteSearchText(note: NoteSummary): string {
  const known = searchTexts.get(note);
  if (known !== undefined) return known;
  const text = fold(`${note.title} ${note.date ?? ''} ${note.name}`);
  searchTexts.set(note, text);
  return text;
}

const KATAKANA = /[\u30a1-\u30f6]/g;
const KANA_DISTANCE = 0x60;

/** A text as it is searched: width, case and kana do not matter. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KANA_DISTANCE));
}

function byName(a: NoteSummary, b: NoteSummary): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
