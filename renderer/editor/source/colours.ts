import { syntaxTree } from '@codemirror/language';
import type { EditorState, Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

/** How what the parser names is drawn; names that are not here look like plain text. */
const CLASSES: Readonly<Record<string, string>> = {
  ATXHeading1: 'md-heading',
  ATXHeading2: 'md-heading',
  ATXHeading3: 'md-heading',
  ATXHeading4: 'md-heading',
  ATXHeading5: 'md-heading',
  ATXHeading6: 'md-heading',
  SetextHeading1: 'md-heading',
  SetextHeading2: 'md-heading',
  StrongEmphasis: 'md-strong',
  Emphasis: 'md-emphasis',
  Strikethrough: 'md-strike',
  InlineCode: 'md-code',
  CodeText: 'md-code',
  CodeInfo: 'md-quiet',
  URL: 'md-link',
  LinkLabel: 'md-quiet',
  LinkTitle: 'md-quiet',
  HTMLBlock: 'md-quiet',
  HTMLTag: 'md-quiet',
  Comment: 'md-quiet',
  CommentBlock: 'md-quiet',
  HorizontalRule: 'md-quiet',
  HeaderMark: 'md-quiet',
  ListMark: 'md-quiet',
  QuoteMark: 'md-quiet',
  EmphasisMark: 'md-quiet',
  StrikethroughMark: 'md-quiet',
  CodeMark: 'md-quiet',
  LinkMark: 'md-quiet',
  TaskMarker: 'md-quiet',
  TableDelimiter: 'md-quiet',
};

/** Draws the Markdown that is on screen; no more of it, so that a long note costs no more. */
export const markdownColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = coloursOf(view);
    }

    update(update: ViewUpdate): void {
      const isParsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || isParsed)
        this.decorations = coloursOf(update.view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function coloursOf({ state, visibleRanges }: EditorView): DecorationSet {
  const marks: Range<Decoration>[] = [];
  for (const { from, to } of visibleRanges) addMarks(state, from, to, marks);
  return Decoration.set(marks, true);
}

function addMarks(state: EditorState, from: number, to: number, marks: Range<Decoration>[]): void {
  syntaxTree(state).iterate({
    from,
    to,
    enter: ({ name, from: start, to: end }) => {
      const drawn = CLASSES[name];
      if (drawn !== undefined && start < end)
        marks.push(Decoration.mark({ class: drawn }).range(start, end));
    },
  });
}
