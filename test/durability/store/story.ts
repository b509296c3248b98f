import { seeded } from '../sync/random.ts';

/** The note that store rounds begin with. */
export const FIRST_TEXT = '# Kills\n\n- begun\n';

/** Few enough lines that a text is soon through, enough that edits meet each other seldom. */
const MOST_LINES = 60;

/**
 * The text after the next edit: an item comes, changes or goes, anywhere in the note.
 *
 * Made from the number of the edit alone, so that killer and killed agree without a word.
 */
export function nextText(text: string, edit: number): string {
  const random = seeded(edit);
  const lines = text.split('\n').slice(0, -1);
  const at = 2 + Math.floor(random() * (lines.length - 2));
  const kind = lines.length > MOST_LINES ? 'remove' : random() < 0.4 ? 'change' : 'add';
  if (kind === 'remove') lines.splice(at, 1);
  else if (kind === 'change') lines[at] = `- changed by ${edit}, 変更`;
  else lines.splice(at, 0, `- added by ${edit}`);
  return `${lines.join('\n')}\n`;
}
