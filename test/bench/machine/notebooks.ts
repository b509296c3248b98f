import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../e2e/notebook.ts';
import { outlineText } from './outline-text.ts';

/** Makes a notebook under git that holds so many notes of about 4 KB; the caller removes it. */
export function makeNotebook(notes: number): string {
  const folder = mkdtempSync(join(tmpdir(), `backrow-bench-${notes}-`));
  const text = outlineText(60);
  for (let note = 0; note < notes; note++) {
    const day = new Date(Date.UTC(2000, 0, 1 + note)).toISOString().slice(0, 10);
    const header = `Meetup ${note}\n=====\n\n${day.replaceAll('-', '/')} @Hall ${note % 40}\n\n`;
    writeFileSync(join(folder, noteName(note)), header + text);
  }
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'user.name', 'Bench');
  git(folder, 'config', 'user.email', 'bench@example.org');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'Notes');
  return folder;
}

/** The file name of a note that `makeNotebook` made. */
export function noteName(note: number): string {
  return `meetup-${String(note).padStart(5, '0')}.md`;
}
