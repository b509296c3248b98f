export { type EditorHandle, NoteEditor, type ShownOutline } from './NoteEditor.tsx';
