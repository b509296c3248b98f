import { LinkNode } from '@lexical/link';
import { createEditor, type LexicalEditor } from 'lexical';
import type { Words } from '../../app/words.ts';
import { BlockNode } from '../nodes/block-node.ts';
import { LabelNode } from '../nodes/definition.ts';
import { StampNode, UrlNode } from '../nodes/entity-node.ts';
import { ImageNode } from '../nodes/image-node.ts';
import { SectionNode } from '../nodes/section-node.ts';
import { SourceTextNode } from '../nodes/source-text-node.ts';
import { CellNode, RowNode } from '../nodes/table-node.ts';
import { shareNodes } from '../share-nodes.ts';

const NODES = [
  SectionNode,
  BlockNode,
  RowNode,
  CellNode,
  StampNode,
  UrlNode,
  SourceTextNode,
  ImageNode,
  LinkNode,
  LabelNode,
];

const THEME = {
  link: 'link',
  text: {
    bold: 'bold',
    italic: 'italic',
    strikethrough: 'strike',
    code: 'code',
  },
};

/** The Lexical editor of a note, still without an element and empty. */
export function createNoteEditor(isEditable: boolean): LexicalEditor {
  const editor = createEditor({
    namespace: 'backrow',
    editable: isEditable,
    nodes: NODES,
    theme: THEME,
    onError: (error) => {
      throw error;
    },
  });
  shareNodes(editor);
  return editor;
}

/**
 * Gives the blocks that are shown as source their names, in the language of the interface.
 *
 * Style properties of the note, so that no block has to be drawn again for another language.
 */
export function nameSources(element: HTMLElement, { text }: Pick<Words, 'text'>): void {
  const name = (property: string, words: string): void =>
    element.style.setProperty(property, JSON.stringify(words));
  name('--name-html', text('editor.html'));
  name('--name-front-matter', text('editor.frontMatter'));
  name('--name-source', text('editor.source'));
}

/** The element of a note: to assistive technology a text box of many lines. */
export function noteElement(label: string, readOnly: boolean): HTMLElement {
  const element = document.createElement('div');
  element.className = 'note';
  element.setAttribute('contenteditable', readOnly ? 'false' : 'true');
  hideFromReact(element);
  element.setAttribute('role', 'textbox');
  element.setAttribute('aria-multiline', 'true');
  element.setAttribute('aria-label', label);
  if (readOnly) element.setAttribute('aria-readonly', 'true');
  element.tabIndex = 0;
  // Where the window has a spell checker: only the one of macOS is on this computer already.
  element.spellcheck = /^Mac/.test(navigator.platform);
  return element;
}

/**
 * Keeps React from looking for the selection in a note before each of its commits.
 *
 * It does so where the focused element's `contentEditable` property says 'true', to restore the
 * selection in case the commit removed it, and walks every text of the element on the way: 20 ms
 * in a note of 10,000 items for each change of the status line, several times a second while
 * somebody types. React never touches a note, so there is nothing to restore. The attribute, which
 * is what the browser goes by, is left alone.
 */
function hideFromReact(element: HTMLElement): void {
  Object.defineProperty(element, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set: (value: string) => element.setAttribute('contenteditable', value),
  });
}
