import { TextField } from '../../app/dialogs/TextField.tsx';
import type { Words } from '../../app/words.ts';
import { NoteForm } from '../NoteForm.tsx';
import type { OverlayPlace } from '../overlay-place.ts';

export interface LanguageFormProps {
  readonly info: string;
  readonly at: OverlayPlace;
  readonly words: Words;
  /** The form is done; null leaves the language as it was. */
  readonly onDone: (info: string | null) => void;
}

/** The language of a block of code. What stands behind it in the opening line stays there. */
export function LanguageForm({ info, at, words, onDone }: LanguageFormProps) {
  return (
    <NoteForm
      label={words.text('code.language')}
      at={at}
      first="language"
      onSubmit={(fields) => onDone(String(fields.get('language')).replaceAll('`', '').trim())}
      onCancel={() => onDone(null)}
    >
      <TextField
        name="language"
        label={words.text('code.language')}
        type="text"
        defaultValue={info}
        problem={null}
      />
    </NoteForm>
  );
}
