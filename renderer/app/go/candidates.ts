import { COMMANDS, type CommandId } from '../../../shared/commands.ts';
import type { NoteSummary } from '../../../shared/ipc/contract.ts';
import type { AppState } from '../state/app-state.ts';
import { fold, noteSearchText } from '../state/note-list.ts';
import type { Words } from '../words.ts';
import { findFuzzy } from './fuzzy.ts';
import { otherWordsFor } from './other-words.ts';

/** Something one can go to or do. */
export type Candidate =
  | { readonly kind: 'note'; readonly note: NoteSummary }
  | { readonly kind: 'command'; readonly id: CommandId; readonly label: string };

/** Beyond so many notes nobody looks; they are typed away instead. Commands are all listed. */
const MOST_NOTES = 50;

/** What begins a search for commands; full-width too, because an IME may be on. */
const FOR_COMMANDS = /^\s*[>＞]/;

/** True where commands are looked for and not notes. */
export function wantsCommands(typed: string): boolean {
  return FOR_COMMANDS.test(typed);
}

/** What fits the typed text, the best first. */
export function candidatesFor(
  typed: string,
  state: Pick<AppState, 'notes' | 'recent' | 'note'>,
  words: Pick<Words, 'text'>,
): readonly Candidate[] {
  if (wantsCommands(typed)) return commandsFor(typed.replace(FOR_COMMANDS, ''), words);
  const notes = findFuzzy(recentFirst(state), typed, noteSearchText).slice(0, MOST_NOTES);
  return notes.map((note) => ({ kind: 'note', note }));
}

function commandsFor(typed: string, { text }: Pick<Words, 'text'>): readonly Candidate[] {
  // The palette itself is open.
  const others = COMMANDS.filter(({ id }) => id !== 'view.palette');
  const all = others.map(({ id, menu }) => {
    const group = menu === null ? '' : text(`menu.${menu}`);
    return {
      id,
      label: text(`command.${id}`),
      search: fold(`${text(`command.${id}`)} ${group} ${id} ${otherWordsFor(id)}`),
    };
  });
  return findFuzzy(all, typed, ({ search }) => search).map(({ id, label }) => ({
    kind: 'command',
    id,
    label,
  }));
}

/** The notes that were open last, without the one that is; behind them those changed last. */
function recentFirst({
  notes,
  recent,
  note,
}: Pick<AppState, 'notes' | 'recent' | 'note'>): readonly NoteSummary[] {
  const rank = new Map(recent.map((name, index) => [name, index]));
  const rankOf = ({ name }: NoteSummary) =>
    name === note?.name ? Number.POSITIVE_INFINITY : (rank.get(name) ?? recent.length);
  return notes.toSorted((one, other) => {
    const first = rankOf(one);
    const second = rankOf(other);
    return first === second ? other.modifiedEpochMs - one.modifiedEpochMs : first - second;
  });
}
