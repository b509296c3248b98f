import buttonStyles from '../../app/dialogs/Buttons.module.css';
import { TextField } from '../../app/dialogs/TextField.tsx';
import type { Words } from '../../app/words.ts';
import { NoteForm } from '../NoteForm.tsx';
import type { OverlayPlace } from '../overlay-place.ts';
import type { LinkTarget, LinkWords } from './edit.ts';

export interface LinkFormProps {
  readonly target: LinkTarget;
  readonly at: OverlayPlace;
  readonly words: Words;
  /** The form is done; null leaves everything as it was. */
  readonly onDone: (link: LinkWords | null) => void;
}

/** Text and address of a link, below the caret. */
export function LinkForm({ target, at, words, onDone }: LinkFormProps) {
  return (
    <NoteForm
      label={words.text('link.title')}
      at={at}
      first={target.text === '' ? 'text' : 'address'}
      onSubmit={(fields) =>
        onDone({ text: String(fields.get('text')), url: String(fields.get('address')) })
      }
      onCancel={() => onDone(null)}
    >
      <TextField
        name="text"
        label={words.text('link.text')}
        type="text"
        defaultValue={target.text}
        problem={null}
      />
      <TextField
        name="address"
        label={words.text('link.address')}
        type="text"
        defaultValue={target.url}
        placeholder="https://"
        problem={null}
      />
      <div className={buttonStyles.row}>
        {target.exists && (
          <button
            type="button"
            className={buttonStyles.button}
            onClick={() => onDone({ text: target.text, url: '' })}
          >
            {words.text('link.remove')}
          </button>
        )}
        <button type="submit" className={buttonStyles.primary}>
          {words.text('link.save')}
        </button>
      </div>
    </NoteForm>
  );
}
