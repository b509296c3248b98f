export {
  type EditorHandle,
  NoteEditor,
  type PendingEdits,
  type ShownOutline,
} from './NoteEditor.tsx';
