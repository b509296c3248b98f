import { EditorView } from '@codemirror/view';

/** How the source looks: the colours are those of styles/tokens.css, the size is the reader's. */
export const SOURCE_LOOK = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', fontSize: 'var(--text-size)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontSize: '0.875em',
    lineHeight: 'var(--line-height)',
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--line-strong) transparent',
  },
  '.cm-content': {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '54em',
    margin: '0 auto',
    padding: '2.5em 2em 40vh',
    caretColor: 'var(--accent)',
    lineBreak: 'strict',
    overflowWrap: 'anywhere',
  },
  '.cm-line': { padding: '0' },
  '.md-heading': { fontWeight: '650' },
  '.md-strong': { fontWeight: '700' },
  '.md-emphasis': { fontStyle: 'italic' },
  '.md-strike': { textDecoration: 'line-through' },
  '.md-code': { background: 'var(--surface-sunken)' },
  '.md-link': { color: 'var(--link)' },
  '.md-quiet': { color: 'var(--text-soft)', fontWeight: '400' },
  '.found': { background: 'light-dark(rgb(214 170 70 / 38%), rgb(200 160 70 / 34%))' },
  '.found-current': { background: 'light-dark(rgb(224 132 50 / 62%), rgb(214 122 50 / 66%))' },
});
