import { Popover } from '@base-ui/react/popover';
import { type FormEvent, useId } from 'react';
import type { ImageLink } from '../nodes/image-node.ts';
import type { ImageWords } from './describe.ts';
import styles from './ImageDetails.module.css';

export interface ImageDetailsProps {
  readonly link: ImageLink;
  /** The image in the page. */
  readonly anchor: HTMLElement;
  readonly words: {
    readonly title: string;
    readonly alt: string;
    readonly altHint: string;
    readonly caption: string;
  };
  readonly onChange: (words: ImageWords) => void;
  readonly onClose: () => void;
}

/**
 * The words of an image, in a small popover beside it.
 *
 * Written as they are typed, but never while an IME composes (law 5); the fields keep their own text.
 */
export function ImageDetails({ link, anchor, words, onChange, onClose }: ImageDetailsProps) {
  const id = useId();
  const write = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const title = String(data.get('caption') ?? '').trim();
    onChange({ alt: String(data.get('alt') ?? '').trim(), title: title === '' ? null : title });
  };
  const onInput = (event: FormEvent<HTMLFormElement>): void => {
    const { isComposing } = event.nativeEvent as InputEvent;
    if (!isComposing) write(event.currentTarget);
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side="bottom" align="start" sideOffset={6}>
          <Popover.Popup className={styles.popup} finalFocus={false}>
            <Popover.Title className={styles.title}>{words.title}</Popover.Title>
            <form
              className={styles.form}
              onInput={onInput}
              onCompositionEnd={(event) => write(event.currentTarget)}
              onSubmit={(event) => {
                event.preventDefault();
                onClose();
              }}
            >
              <label htmlFor={`${id}-caption`}>{words.caption}</label>
              <input
                id={`${id}-caption`}
                name="caption"
                defaultValue={link.title ?? ''}
                autoComplete="off"
              />
              <label htmlFor={`${id}-alt`}>{words.alt}</label>
              <input
                id={`${id}-alt`}
                name="alt"
                defaultValue={link.alt}
                placeholder={words.altHint}
                autoComplete="off"
              />
              {/* Enter in a form of two fields submits only where there is a button for it. */}
              <button type="submit" hidden />
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
