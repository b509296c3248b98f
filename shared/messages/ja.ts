import type { MessageKey } from './catalogue.ts';

/**
 * The app's words in Japanese.
 *
 * Short noun phrases for labels, です・ます for sentences; no words of git outside the details of
 * the sync. That every key is here and every `{place}` is used is checked by type (catalogue.ts).
 */
export const ja = {
  'app.name': 'Backrow',

  'command.note.new': '新規ノート',
  'command.note.search': 'ノートを検索…',
  'command.notebook.open': 'ノートブックを開く…',
  'command.note.save': '今すぐ保存',
  'command.edit.undo': '取り消す',
  'command.edit.redo': 'やり直す',
  'command.edit.bold': '太字',
  'command.edit.italic': '斜体',
  'command.edit.code': 'コード',
  'command.edit.strike': '取り消し線',
  'command.outline.indent': 'インデント',
  'command.outline.outdent': 'インデントを戻す',
  'command.outline.moveUp': '上へ移動',
  'command.outline.moveDown': '下へ移動',
  'command.outline.task': 'タスクの切り替え',
  'command.outline.heading1': '見出し 1',
  'command.outline.heading2': '見出し 2',
  'command.outline.heading3': '見出し 3',
  'command.outline.paragraph': '本文',
  'command.outline.numbers': '番号付きリスト',
  'command.outline.bullets': '箇条書き',
  'command.outline.tasks': 'タスクリスト',
  'command.talk.new': '今から新しいトーク',
  'command.talk.stamp': '時刻を挿入',
  'command.talk.next': '次のトーク',
  'command.talk.previous': '前のトーク',
  'command.view.panels': 'パネルの表示/非表示',
  'command.view.larger': '文字を大きく',
  'command.view.smaller': '文字を小さく',
  'command.view.normalSize': '標準の文字サイズ',
  'command.view.settings': '設定…',
  'command.sync.now': '今すぐ同期',

  'menu.file': 'ファイル',
  'menu.edit': '編集',
  'menu.outline': 'アウトライン',
  'menu.talk': 'トーク',
  'menu.view': '表示',
  'menu.sync': '同期',
  'menu.window': 'ウインドウ',
  'menu.recentNotebooks': '最近使ったノートブック',
  'menu.cut': '切り取り',
  'menu.copy': 'コピー',
  'menu.paste': '貼り付け',
  'menu.selectAll': 'すべて選択',
  'menu.fullScreen': 'フルスクリーン',
  'menu.minimize': '最小化',
  'menu.close': 'ウインドウを閉じる',
  'menu.about': 'Backrow について',
  'menu.hide': 'Backrow を隠す',
  'menu.quit': 'Backrow を終了',

  'action.newNote': '新規ノート',
  'action.search': '検索',
  'action.settings': '設定',
  'action.syncNow': '今すぐ同期',
  'action.notebook': 'ノートブック: {title}',
  'action.dismiss': '閉じる',
  'action.close': '閉じる',
  'action.cancel': 'キャンセル',
  'action.withKeys': '{name} ({keys})',

  'notes.label': 'ノート一覧',
  'notes.show': 'ノート一覧を表示',
  'notes.hide': 'ノート一覧を隠す',
  'notes.empty': 'ノートはまだありません。',
  'notes.noMatch': '「{words}」に一致するノートはありません。',
  'notes.search': 'ノートを検索',
  'notes.searchHint': 'タイトル、日付、ファイル名',
  'notes.clearSearch': '検索をクリア',
  'notes.waiting': '未共有',
  'notes.talks.one': 'トーク {count} 件',
  'notes.talks.other': 'トーク {count} 件',
  'notes.found.one': '{count} 件のノート',
  'notes.found.other': '{count} 件のノート',

  'talks.label': 'トーク',
  'talks.show': 'トークを表示',
  'talks.hide': 'トークを隠す',
  'talks.empty': 'ノートの見出しがトークになります。{keys} で今から始められます。',
  'talks.untitled': '無題のトーク',
  'talks.minutes': '{minutes} 分',
  'talks.hours': '{hours} 時間',
  'talks.hoursMinutes': '{hours} 時間 {minutes} 分',

  'note.none': '一覧からノートを選ぶか、{keys} で新しく作ってください。',
  'note.noneYet': '{keys} で、最初のイベントのノートを作りましょう。',
  'note.readOnly.not-utf8':
    '読み取り専用: UTF-8 のテキストではないため、保存すると壊れるおそれがあります。',
  'note.readOnly.binary': '読み取り専用: このファイルはテキストではありません。',
  'note.readOnly.too-large':
    '読み取り専用: このファイルは 10 MB を超えているため、先頭だけを表示しています。編集するには分割してください。',
  'note.readOnly.no-permission': '読み取り専用: このファイルへの書き込みが許可されていません。',

  'editor.label': 'ノート',
  'editor.imageRemote': 'ウェブ上の画像 (読み込みません)',
  'editor.imageHidden': '画像が見つからないか、とても大きいため表示していません。クリックで再表示',
  'editor.imageMissing': '画像が見つかりません',

  'saving.label': '保存',
  'saving.saving': '保存中…',
  'saving.onDisk': '保存済み',
  'saving.onDiskAgain': '再び保存できました',
  'saving.problem.disk-full':
    'ディスクに空きがありません。文章は保持しており、空きができ次第保存します。',
  'saving.problem.denied':
    'ファイルへの書き込みが許可されていません。文章は保持しており、保存を再試行します。',
  'saving.problem.missing':
    '保存先のフォルダが見つかりません。文章は保持しており、保存を再試行します。',
  'saving.problem.failed':
    'ファイルに書き込めませんでした。文章は保持しており、保存を再試行します。',

  'sync.label': '同期',
  'sync.details': '同期の詳細',
  'sync.state.off': 'このコンピュータのみ',
  'sync.state.no-git': 'git がありません',
  'sync.state.untrusted': '同期は確認待ちです',
  'sync.state.no-remote': 'このコンピュータのみ',
  'sync.state.offline': 'オフライン',
  'sync.state.waiting': '同期待ち',
  'sync.state.syncing': '同期中…',
  'sync.state.synced': '同期済み',
  'sync.state.attention': '同期に確認が必要です',
  'sync.notesWaiting.one': 'ノート {count} 件が待機中',
  'sync.notesWaiting.other': 'ノート {count} 件が待機中',
  'sync.notes.one': 'ノート {count} 件',
  'sync.notes.other': 'ノート {count} 件',
  'sync.images.one': '画像 {count} 件',
  'sync.images.other': '画像 {count} 件',
  'sync.nothingWaits': '待機中のものはありません。',
  'sync.remote': '共有先',
  'sync.branch': 'ブランチ',
  'sync.lastShared': '最後の共有',
  'sync.neverShared': 'まだありません',
  'sync.waiting': '待機中',
  'sync.separator': '、',
  'sync.explain.off': 'このフォルダは git で管理されていないため、共有先がありません。',
  'sync.explain.no-remote':
    '変更の履歴はこのコンピュータに残ります。共有するには、リポジトリにリモートを追加してください。',
  'sync.explain.offline': 'すべて手元に保存されています。ネットワークが戻り次第、共有します。',
  'sync.technical': '技術的な詳細',
  'sync.found': 'このリポジトリで見つかったもの',
  'sync.trust': 'このノートブックを信頼する',

  'problem.git-missing': 'このコンピュータには git がありません',
  'problem.git-missing.help':
    'ノートは通常どおり保存されます。共有するには、git (git-scm.com またはパッケージマネージャ) をインストールし、Backrow を起動し直してください。',
  'problem.git-too-old': 'このコンピュータの git が古すぎます',
  'problem.git-too-old.help':
    'ノートは通常どおり保存されます。共有するには、git を更新してください。',
  'problem.untrusted': 'このリポジトリはプログラムを実行する可能性があります',
  'problem.untrusted.help':
    'リポジトリ自身の設定に、git が起動するプログラムが書かれています。入手元を確かめたうえで信頼してください。それまでは何も実行せず、共有もしません。',
  'problem.portal': 'ネットワークへのログインが必要です',
  'problem.portal.help':
    'ブラウザでネットワークのログインページを開いてから、もう一度同期してください。',
  'problem.sign-in': '共有先での認証が必要です',
  'problem.sign-in.help':
    'ターミナルの git で一度ログイン (鍵または保存したトークン) してから、もう一度同期してください。',
  'problem.wrong-address': '共有先のアドレスに何も見つかりません',
  'problem.wrong-address.help': 'リモートのアドレスを確かめてから、もう一度同期してください。',
  'problem.refused': '共有先に受け付けられませんでした',
  'problem.refused.help':
    '共有先の規則 (保護されたブランチ、検査、サイズの上限など) で許可されていません。詳細をご覧ください。',
  'problem.diverged': '2 つの版をまとめられませんでした',
  'problem.diverged.help':
    '同じノートが手元と共有先の両方で変更されています。何も変更しておらず、どちらの版も失われていません。',
  'problem.busy-repository': '別のプログラムの作業が途中です',
  'problem.busy-repository.help':
    'このリポジトリで始めた作業 (マージ、リベースなど) を完了または中止してから、もう一度同期してください。',
  'problem.unexplained-deletions': 'Backrow が削除していないファイルがなくなっています',
  'problem.unexplained-deletions.help':
    '共有先からは削除していません。ファイルを元に戻すか、削除するつもりなら git で削除してください。',
  'problem.failed': '共有できませんでした',
  'problem.failed.help': 'すべて手元に保存されています。自動で再試行します。',

  'error.invalid': '実行できませんでした。',
  'error.missing': 'そのノートはもうありません。',
  'error.unsafe': 'ノートブックの外を指す名前のため、開きません。',
  'error.denied': '許可されていません。',
  'error.disk-full': 'ディスクに空きがありません。',
  'error.read-only': 'このノートは読み取り専用です。',
  'error.stale': 'その間にノートが変更されました。',
  'error.not-an-image': '保存できる形式の画像ではありません。',
  'error.too-large': 'サイズが大きすぎます。',
  'error.refused-link': '開けるのはウェブとメールのリンクだけです。',
  'error.failed': 'うまくいきませんでした。',

  'notice.label': 'お知らせ',
  'notice.path-missing':
    '{path} には何もありません。パスを確認してください。代わりに前回のノートブックを開いています。',
  'notice.path-denied':
    '{path} の読み取りが許可されていません。アクセスを許可するか、別のフォルダを選んでください。',
  'notice.path-not-a-notebook':
    '{path} はフォルダでも Markdown ファイルでもありません。フォルダか、.md で終わるファイルを選んでください。',
  'notice.sample-notebook-made': 'サンプル入りのノートブックを {path} に用意しました。',
  'notice.large-image': '{name} にとても大きな画像を追加しました。',
  'notice.note-deleted-outside':
    '{name} が別のプログラムで削除されました。ここではまだ開いており、次に変更すると再び保存されます。',
  'notice.note-brought-back':
    '{name} がフォルダーからなくなっていました。未保存だった内容とともに元に戻しました。',
  'notice.note-recovered-beside':
    '{name} は未保存の内容があるうちに別のプログラムで変更されました。その内容は {beside} にあります。',
  'notice.note-recovery-waits':
    '{name} の未保存の内容をまだ書き込めません。内容は保管されており、次回の起動時にもう一度試します。',
  'notice.note-changed-outside':
    '{name} が別のプログラムで変更されました。どちらの変更も残しています。',

  'newNote.title': 'イベントの新規ノート',
  'newNote.name': 'タイトル',
  'newNote.date': '日付',
  'newNote.venue': '会場',
  'newNote.url': 'URL',
  'newNote.create': '作成',
  'newNote.needsTitle': 'イベントのタイトルを入力してください。',
  'newNote.needsDate': '日付を最後まで入力してください。',
  'newNote.needsUrl': 'https://example.com のようなウェブアドレスを入力してください。',
  'newNote.tooLong': '{limit} 文字以内で入力してください。',

  'settings.title': '設定',
  'settings.language': '言語',
  'settings.language.system': 'システム',
  'settings.language.en': 'English',
  'settings.language.ja': '日本語',
  'settings.theme': '外観',
  'settings.theme.system': 'システム',
  'settings.theme.light': 'ライト',
  'settings.theme.dark': 'ダーク',
  'settings.textSize': '文字サイズ',
  'settings.textSizeValue': '{size} px',
  'settings.autoStamp': '最上位の項目を作るたびに時刻を書く',
} as const satisfies Record<MessageKey, string>;
