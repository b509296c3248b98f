import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName } from '../../../electron/notebook/atomic-save.ts';

/** What was written and deleted anywhere; the judge of a run. */
export interface Ledger {
  readonly written: Set<string>;
  readonly deleted: Set<string>;
}

const NOTES = ['会議.md', 'talks/rust 大会.md', 'daily.md'];

/** A person at one computer: writes, edits, indents, ticks, deletes; every line has its token. */
export class Writer {
  private readonly folder: string;
  private readonly name: string;
  private readonly random: () => number;
  private readonly ledger: Ledger;
  private count = 0;
  /** Notes deleted on purpose and not yet committed. */
  readonly deletions = new Set<string>();

  constructor(folder: string, name: string, random: () => number, ledger: Ledger) {
    this.folder = folder;
    this.name = name;
    this.random = random;
    this.ledger = ledger;
  }

  /** Makes one random change. */
  write(): void {
    const note = this.choose(NOTES);
    const path = join(this.folder, note);
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
    if (lines.length === 0) lines.push('# 今日', '');
    const chance = this.random();
    const at = Math.floor(this.random() * lines.length);
    const line = lines[at] ?? '';
    if (chance < 0.08) {
      this.paste();
      return;
    }
    if (chance < 0.11 && lines.length > 4) {
      this.removeNote(note, path, lines);
      return;
    }
    if (chance < 0.5) lines.splice(at + 1, 0, `${this.indentOf(line)}- ${this.token()} 発表の要点`);
    else if (chance < 0.6) lines.splice(at + 1, 0, '', `# ${this.token()} talk`, '');
    else if (!line.trimStart().startsWith('-')) lines.push(`- ${this.token()} at the end`);
    else if (chance < 0.78) lines[at] = `${line} ${this.token()}`;
    else if (chance < 0.86) lines[at] = `    ${line}`;
    else if (chance < 0.93) lines[at] = line.replace(/^( *- )(\[[ x]\] )?/, '$1[x] ');
    else this.forget(lines.splice(at, 1));
    this.save(path, lines);
  }

  private paste(): void {
    const token = this.token();
    this.save(join(this.folder, '会議.assets', `${token}.png`), [token]);
  }

  private removeNote(note: string, path: string, lines: readonly string[]): void {
    this.forget(lines);
    rmSync(path);
    this.deletions.add(note);
  }

  private forget(lines: readonly string[]): void {
    for (const line of lines) for (const token of tokensIn(line)) this.ledger.deleted.add(token);
  }

  private indentOf(line: string): string {
    const indent = /^ */.exec(line)?.[0] ?? '';
    return line.trimStart().startsWith('-') && this.random() < 0.3 ? `${indent}    ` : indent;
  }

  private token(): string {
    const token = `T${this.name}x${this.count++}z`;
    this.ledger.written.add(token);
    return token;
  }

  private choose<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)] as Item;
  }

  private save(path: string, lines: readonly string[]): void {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, `${lines.join('\n')}\n`);
  }
}

/** All tokens in a text. */
export function tokensIn(text: string): string[] {
  return text.match(/T[a-z]+x\d+z/g) ?? [];
}

/** All files of a notebook with their texts, but for what a save that was killed left. */
export function readNotebook(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.includes(`${folder}/.git/`)) continue;
    if (isTemporaryName(entry.name)) continue;
    files.set(path.slice(folder.length + 1), readFileSync(path, 'utf8'));
  }
  return new Map([...files].sort());
}
