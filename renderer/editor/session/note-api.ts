import type { BackrowApi, CallInput } from '../../../shared/ipc/contract.ts';

/** The calls of an open note; those that say which notebook they mean, mean the note's own. */
export type NoteApi = Pick<
  BackrowApi,
  | 'addImageFiles'
  | 'imageToShrink'
  | 'shrunkImage'
  | 'dropOriginals'
  | 'copyImages'
  | 'pasteAsText'
  | 'openLink'
  | 'setComposing'
  | 'savePlace'
  | 'linesWritten'
> & {
  readonly editNote: (
    edit: Omit<CallInput<'editNote'>, 'notebook'>,
  ) => ReturnType<BackrowApi['editNote']>;
  readonly addImage: (
    image: Omit<CallInput<'addImage'>, 'notebook'>,
  ) => ReturnType<BackrowApi['addImage']>;
  readonly openNote: (note: { readonly name: string }) => ReturnType<BackrowApi['openNote']>;
};

/** Makes the calls of the notes of one notebook. */
export function noteApi(api: BackrowApi, notebook: string): NoteApi {
  return {
    ...api,
    addImage: (image) => api.addImage({ ...image, notebook }),
    editNote: (edit) => api.editNote({ ...edit, notebook }),
    openNote: (note) => api.openNote({ ...note, notebook }),
  };
}
