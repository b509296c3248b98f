import {
  COMMAND_PRIORITY_CRITICAL,
  HISTORIC_TAG,
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import { isImeKey } from '../../app/keys/match.ts';
import type { Words } from '../../app/words.ts';
import { createOverlay, type Overlay } from '../overlay.tsx';
import { type CaretPlace, placeBelowCaret } from '../overlay-place.ts';
import { InsertMenu, itemId } from './InsertMenu.tsx';
import { insertItems } from './items.ts';
import { $queryNow, $removeQuery, $slashAtCaret, type SlashQuery } from './query.ts';

export interface InsertMenuHost {
  readonly words: () => Words;
  readonly run: (id: CommandId) => unknown;
}

/** The insert menu: opens on a slash that is typed, and is led by the keys of the note. */
export function registerInsertMenu(editor: LexicalEditor, host: InsertMenuHost): () => void {
  const menu = new Menu(editor, host);
  const onKey = (act: () => void) => (event: KeyboardEvent | null) => {
    if (event === null || isImeKey(event) || !menu.isOpen) return false;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
    event.preventDefault();
    act();
    return true;
  };
  const priority = COMMAND_PRIORITY_CRITICAL;
  const onBlur = (): void => menu.close();
  return mergeRegister(
    editor.registerCommand(
      KEY_ARROW_DOWN_COMMAND,
      onKey(() => menu.step(1)),
      priority,
    ),
    editor.registerCommand(
      KEY_ARROW_UP_COMMAND,
      onKey(() => menu.step(-1)),
      priority,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      onKey(() => menu.choose()),
      priority,
    ),
    editor.registerCommand(
      KEY_TAB_COMMAND,
      onKey(() => menu.choose()),
      priority,
    ),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      onKey(() => menu.close()),
      priority,
    ),
    editor.registerUpdateListener(({ dirtyLeaves, tags }) => {
      // What an IME shows is not chosen yet, and `／` may be what it commits.
      if (editor.isComposing()) return;
      const isTyped = ![HISTORIC_TAG, HISTORY_PUSH_TAG].some((tag) => tags.has(tag));
      menu.follow(isTyped && dirtyLeaves.size > 0);
    }),
    editor.registerRootListener((root, former) => {
      former?.removeEventListener('blur', onBlur);
      root?.addEventListener('blur', onBlur);
    }),
    () => menu.dispose(),
  );
}

let menus = 0;

class Menu {
  readonly #editor: LexicalEditor;
  readonly #host: InsertMenuHost;
  readonly #overlay: Overlay;
  readonly #id = `insert-menu-${++menus}`;
  #query: SlashQuery | null = null;
  #items: readonly CommandId[] = [];
  #selected = 0;
  #at: CaretPlace = { left: 0, top: 0, maxHeight: 0 };

  constructor(editor: LexicalEditor, host: InsertMenuHost) {
    this.#editor = editor;
    this.#host = host;
    this.#overlay = createOverlay(editor, 'note-menu');
  }

  get isOpen(): boolean {
    return this.#query !== null;
  }

  /** The note changed or the caret moved; `mayOpen` where somebody typed. */
  follow(mayOpen: boolean): void {
    const known = this.#query;
    if (known === null) {
      const query = mayOpen ? this.#editor.getEditorState().read($slashAtCaret) : null;
      if (query === null) return;
      this.#at = placeBelowCaret(this.#editor, SIZE);
      this.#show(query);
      return;
    }
    const now = this.#editor.getEditorState().read(() => $queryNow(known));
    if (now === null) this.close();
    else if (now.words !== known.words) this.#show(now);
  }

  step(by: number): void {
    const count = this.#items.length;
    this.#selected = (this.#selected + by + count) % count;
    this.#draw();
  }

  choose(index = this.#selected): void {
    const query = this.#query;
    const item = this.#items[index];
    this.close();
    if (query === null || item === undefined) return;
    // After the update of the key that chose: one step of undo takes back what was inserted, and the
    // slash is gone by then.
    queueMicrotask(() => {
      this.#editor.update(() => $removeQuery(query), { discrete: true, tag: HISTORY_MERGE_TAG });
      this.#host.run(item);
    });
  }

  close(): void {
    if (this.#query === null) return;
    this.#query = null;
    this.#overlay.render(null);
    for (const name of ['aria-controls', 'aria-activedescendant', 'aria-haspopup'])
      this.#editor.getRootElement()?.removeAttribute(name);
  }

  dispose(): void {
    this.close();
    this.#overlay.dispose();
  }

  #show(query: SlashQuery): void {
    this.#query = query;
    this.#items = insertItems(query.words);
    this.#selected = 0;
    if (this.#items.length === 0) this.close();
    else this.#draw();
  }

  #draw(): void {
    const root = this.#editor.getRootElement();
    root?.setAttribute('aria-haspopup', 'listbox');
    root?.setAttribute('aria-controls', this.#id);
    root?.setAttribute('aria-activedescendant', itemId(this.#id, this.#selected));
    this.#overlay.render(
      <InsertMenu
        id={this.#id}
        items={this.#items}
        selected={this.#selected}
        at={this.#at}
        words={this.#host.words()}
        onHover={(index) => {
          this.#selected = index;
          this.#draw();
        }}
        onChoose={(index) => this.choose(index)}
      />,
    );
  }
}

/** The menu's size in pixels, near enough to keep it in view. */
const SIZE = { width: 272, height: 304 };
