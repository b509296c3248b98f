import { markdown } from '@codemirror/lang-markdown';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';

/** What the benchmark drives. */
export interface CodeMirrorPage {
  /** Shows a text and puts the keyboard into it. */
  readonly open: (text: string) => void;
  /** Puts the caret at the end of a line, counted from 0, in the middle of the view. */
  readonly caretAtEndOf: (line: number) => void;
}

let view: EditorView | null = null;

const page: CodeMirrorPage = {
  open: (doc) => {
    view?.destroy();
    const extensions = [basicSetup, markdown(), EditorView.lineWrapping];
    view = new EditorView({ doc, extensions, parent: document.body });
    view.focus();
  },
  caretAtEndOf: (line) => {
    if (view === null) return;
    const { to } = view.state.doc.line(line + 1);
    const effects = EditorView.scrollIntoView(to, { y: 'center' });
    view.dispatch({ selection: { anchor: to }, effects });
  },
};

Object.assign(window, { codeMirrorPage: page });
