import { describe, expect, it } from 'vitest';
import { candidatesFor } from '../../../renderer/app/go/candidates.ts';
import { findFuzzy } from '../../../renderer/app/go/fuzzy.ts';
import { fold } from '../../../renderer/app/state/note-list.ts';
import { COMMANDS } from '../../../shared/commands.ts';
import type { NoteSummary } from '../../../shared/ipc/contract.ts';
import { type MessageKey, translate } from '../../../shared/messages/index.ts';

const TITLES = [
  'Kubernetes Meetup Tokyo 14',
  'Rust Osaka 2026',
  'Trust and safety',
  '東京Rust勉強会',
  'ラスト・オーダー',
];
const find = (typed: string) => findFuzzy(TITLES, typed, fold);

describe('the quick switcher', () => {
  it('finds by the beginnings of words, by letters in order, in any width and kana', () => {
    expect(find('kmt')).toEqual(['Kubernetes Meetup Tokyo 14']);
    expect(find('ｋｕｂｅ')).toEqual(['Kubernetes Meetup Tokyo 14']);
    expect(find('らすと')).toEqual(['ラスト・オーダー']);
    expect(find('勉強')).toEqual(['東京Rust勉強会']);
    expect(find('osaka rust')).toEqual(['Rust Osaka 2026']);
    expect(find('xyz')).toEqual([]);
  });

  it('puts a word that begins with it before one that only holds it', () => {
    expect(find('rust')).toEqual(['Rust Osaka 2026', '東京Rust勉強会', 'Trust and safety']);
  });

  it('keeps the order it was given where nothing is typed', () => {
    expect(find('')).toEqual(TITLES);
  });

  it('shows the notes that were open last first, and the open one last', () => {
    const note = (name: string, modifiedEpochMs: number): NoteSummary => ({
      name,
      title: name,
      date: null,
      talks: 0,
      modifiedEpochMs,
      waiting: false,
    });
    const notes = [note('a.md', 1), note('b.md', 2), note('c.md', 3), note('d.md', 4)];
    const open = {
      name: 'b.md',
      version: 1,
      durableVersion: 1,
      text: '',
      readOnly: null,
      place: null,
    };
    const text = (key: MessageKey) => translate<MessageKey>('en', key, {} as never);
    const found = candidatesFor('', { notes, recent: ['b.md', 'a.md'], note: open }, {
      text,
    } as never);
    expect(found.map((one) => (one.kind === 'note' ? one.note.name : one.id))).toEqual([
      'a.md',
      'd.md',
      'c.md',
      'b.md',
    ]);
  });

  it('lists every command behind a bare sign, each under a name of its own', () => {
    for (const language of ['en', 'ja'] as const) {
      const text = (key: MessageKey) => translate<MessageKey>(language, key, {} as never);
      const found = candidatesFor('>', { notes: [], recent: [], note: null }, { text } as never);
      const labels = found.flatMap((one) => (one.kind === 'command' ? [one.label] : []));
      expect(labels).toHaveLength(COMMANDS.length - 1);
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
  });

  it('finds a command by what other programs call it, its own name first', () => {
    const text = (key: MessageKey) => translate<MessageKey>('ja', key, {} as never);
    const first = (typed: string) => {
      const found = candidatesFor(`>${typed}`, { notes: [], recent: [], note: null }, {
        text,
      } as never);
      return found.map((one) => (one.kind === 'command' ? one.id : ''))[0];
    };
    expect(
      ['履歴', '言語', 'ショートカット', 'clone', '競合', '折りたたむ', '時刻を挿入'].map(first),
    ).toEqual([
      'note.history',
      'view.settings',
      'view.help',
      'notebook.clone',
      'kept.mine',
      'outline.collapse',
      'talk.stamp',
    ]);
  });
});
