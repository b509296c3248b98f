import { useEffect, useState } from 'react';
import type { UnusedImage } from '../../../shared/ipc/contract.ts';
import { imageAddress } from '../../../shared/ipc/image-address.ts';
import { encodeLink } from '../../../shared/note/name.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { AppDialog } from '../dialogs/AppDialog.tsx';
import buttons from '../dialogs/Buttons.module.css';
import { focusField } from '../dialogs/focus-field.ts';
import list from '../dialogs/ListFrame.module.css';
import styles from './UnusedImagesDialog.module.css';

/** The images of the notebook that no note shows, and the way to the trash for them. */
export function UnusedImagesDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'unused-images');
  return (
    <AppDialog isOpen={isOpen} title={text('images.title')}>
      <UnusedImages />
    </AppDialog>
  );
}

function UnusedImages() {
  const { actions } = useApp();
  const { text, count } = useWords();
  const [images, setImages] = useState<readonly UnusedImage[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    let isCurrent = true;
    void actions.notes.unusedImages().then((found) => {
      if (isCurrent) setImages(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [actions]);

  if (images === null) return <p className={styles.words}>{text('images.looking')}</p>;
  if (images.length === 0) return <p className={styles.words}>{text('images.none')}</p>;
  const names = images.map(({ name }) => name);
  const isAll = chosen.size === names.length;

  function toggle(name: string): void {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  }

  return (
    <>
      <label className={styles.all} ref={focusField}>
        <input
          type="checkbox"
          checked={isAll}
          onChange={() => setChosen(new Set(isAll ? [] : names))}
        />
        {count('images.all', images.length)}
      </label>
      <ul className={`${list.frame} ${styles.list}`} aria-label={text('images.title')}>
        {images.map((image) => (
          <ImageRow
            key={image.name}
            image={image}
            isChosen={chosen.has(image.name)}
            onToggle={() => toggle(image.name)}
          />
        ))}
      </ul>
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => actions.showDialog(null)}>
          {text('action.cancel')}
        </button>
        <button
          type="button"
          className={buttons.primary}
          disabled={chosen.size === 0}
          onClick={() => {
            actions.showDialog(null);
            void actions.notes.trashImages([...chosen]);
          }}
        >
          {text('command.note.delete')}
        </button>
      </div>
    </>
  );
}

interface ImageRowProps {
  readonly image: UnusedImage;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function ImageRow({ image, isChosen, onToggle }: ImageRowProps) {
  const { locale } = useWords();
  const { name, bytes } = image;
  return (
    <li>
      <label className={styles.row}>
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        <img
          className={styles.picture}
          src={imageAddress('', encodeLink(name)) ?? ''}
          alt=""
          loading="lazy"
          decoding="async"
        />
        <span className={styles.name}>{name}</span>
        <span className={styles.size}>{sizeLabel(bytes, locale)}</span>
      </label>
    </li>
  );
}

const MEGABYTE = 1_000_000;

function sizeLabel(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < MEGABYTE
      ? ([bytes / 1000, 'kilobyte'] as const)
      : ([bytes / MEGABYTE, 'megabyte'] as const);
  const format = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(value);
}
