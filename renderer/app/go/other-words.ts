import type { CommandId } from '../../../shared/commands.ts';

/**
 * What people type for a command besides its name, in both languages: the words of other programs,
 * and of git. They are searched and never shown.
 */
const OTHER_WORDS: Partial<Record<CommandId, string>> = {
  'note.new': 'create event 作成 イベント',
  'notebook.open': 'folder フォルダ',
  'notebook.clone': 'git clone repository リポジトリ クローン',
  'note.rename': 'title 名前 リネーム',
  'note.duplicate': 'copy コピー',
  'note.delete': 'delete remove 削除',
  'note.history': 'history diff restore 履歴 差分 復元',
  'notebook.unusedImages': 'clean orphan 掃除 整理',
  'note.save': 'commit コミット',
  'edit.strike': 'strikethrough 打ち消し',
  'edit.describeImage': 'alt caption 代替',
  'outline.fold': 'collapse 閉じる',
  'outline.foldAll': 'collapse 閉じる',
  'outline.zoomIn': 'zoom focus hoist ズーム 集中',
  'outline.zoomOut': 'zoom ズーム 戻る',
  'outline.task': 'todo checkbox チェックボックス',
  'outline.tasks': 'todo checkbox チェックボックス',
  'insert.image': 'photo screenshot slide 写真 スライド',
  'insert.rule': 'divider 水平線',
  'talk.new': 'session セッション 発表',
  'talk.stamp': 'timestamp clock スタンプ',
  'view.panels': 'sidebar サイドバー',
  'view.larger': 'zoom font フォント 拡大',
  'view.smaller': 'zoom font フォント 縮小',
  'view.settings': 'preferences theme dark language font 環境設定 テーマ ダーク 言語 フォント',
  'view.help': 'shortcuts ショートカット',
  'sync.now': 'push pull upload アップロード',
  'sync.addRemote': 'remote repository push リモート リポジトリ',
  'kept.next': 'conflict merge 競合 衝突',
  'kept.mine': 'conflict merge 競合 衝突',
  'kept.theirs': 'conflict merge 競合 衝突',
  'kept.both': 'conflict merge 競合 衝突',
};

/** The other words for a command, apart by blanks; empty where it has none. */
export function otherWordsFor(id: CommandId): string {
  return OTHER_WORDS[id] ?? (id.startsWith('table.') ? 'table 表 テーブル' : '');
}
