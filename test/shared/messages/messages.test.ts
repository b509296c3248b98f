import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../shared/commands.ts';
import { en } from '../../../shared/messages/en.ts';
import {
  type MessageKey,
  resolveLanguage,
  translate,
  translateCount,
  translateNotice,
} from '../../../shared/messages/index.ts';
import { ja } from '../../../shared/messages/ja.ts';

const keys = Object.keys(en) as MessageKey[];
/** Names and samples that are the same in both languages, and what has no words. */
const SAME = new Set<MessageKey>([
  'editor.html',
  'app.name',
  'action.withKeys',
  'problem.whole',
  'settings.keys.taking',
  'newNote.url',
  'settings.language.en',
  'settings.language.ja',
  'settings.textSizeValue',
]);

describe('the catalogue', () => {
  it('has the same keys in both languages, in the same order', () => {
    expect(Object.keys(ja)).toEqual(keys);
  });

  it('fills the same places in both languages', () => {
    for (const key of keys) expect([key, placesOf(ja[key])]).toEqual([key, placesOf(en[key])]);
  });

  it('has no empty text and none left in English', () => {
    for (const key of keys) {
      expect(ja[key].trim(), key).not.toBe('');
      expect(en[key].trim(), key).not.toBe('');
      if (!SAME.has(key)) expect(ja[key], key).toMatch(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}、]/u);
    }
  });

  it('has full-width signs beside Japanese words, and one spelling of each term', () => {
    const japanese = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]`;
    const halfWidth = new RegExp(`${japanese} ?[(:!?,/]|[):!?,/] ?${japanese}`, 'u');
    const notes: readonly MessageKey[] = ['name.characters', 'move.hint'];
    for (const key of keys) {
      if (!notes.includes(key)) expect(ja[key], key).not.toMatch(halfWidth);
      expect(ja[key], key).not.toMatch(/コンピューター|フォルダー|ウィンドウ|サーバー|リモート/);
    }
  });

  it('names every command', () => {
    const named = keys.filter((key) => key.startsWith('command.'));
    expect(named.toSorted()).toEqual(COMMANDS.map(({ id }) => `command.${id}`).toSorted());
  });

  it('keeps git words out of what everybody reads', () => {
    const everyday = keys.filter((key) => !/^(sync\.(explain|branch)|problem\.)/.test(key));
    for (const key of everyday)
      expect(en[key], key).not.toMatch(/\b(commit|push|pull|fetch|merge|rebase|repo)\b/i);
  });
});

describe('a text', () => {
  it('is filled by name', () => {
    expect(translate('en', 'notes.noMatch', { words: 'rust' })).toBe('No note matches “rust”.');
    expect(translate('ja', 'notes.noMatch', { words: 'rust' })).toBe(
      '「rust」に一致するノートはありません。',
    );
  });

  it('keeps what looks like a place or a pattern in the words it is filled with', () => {
    expect(translate('en', 'notes.noMatch', { words: '{words} $& $1' })).toBe(
      'No note matches “{words} $& $1”.',
    );
  });

  it('has its form for one and for many', () => {
    expect(translateCount('en', 'sync.notesWaiting', 1)).toBe('1 note waiting');
    expect(translateCount('en', 'sync.notesWaiting', 0)).toBe('0 notes waiting');
    expect(translateCount('en', 'sync.notesWaiting', 1234)).toBe('1,234 notes waiting');
    expect(translateCount('ja', 'sync.notesWaiting', 3)).toBe('ノート 3 件が待機中');
  });

  it('of a notice takes its values from main and shows a place that got none', () => {
    expect(translateNotice('en', { id: 'path-missing', values: { path: '/talks' } })).toBe(
      'There is nothing at /talks. Check the path; your last notebook is open instead.',
    );
    expect(translateNotice('en', { id: 'path-missing', values: {} })).toContain('{path}');
  });
});

describe('the language', () => {
  it('is the one of the settings, else the system’s where it is spoken, else English', () => {
    expect(resolveLanguage('system', 'ja-JP')).toBe('ja');
    expect(resolveLanguage('system', 'ja')).toBe('ja');
    expect(resolveLanguage('system', 'de-AT')).toBe('en');
    expect(resolveLanguage('system', 'jam')).toBe('en');
    expect(resolveLanguage('system', '')).toBe('en');
    expect(resolveLanguage('en', 'ja-JP')).toBe('en');
    expect(resolveLanguage('ja', 'en-GB')).toBe('ja');
  });
});

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();
}
