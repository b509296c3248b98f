import { Dialog } from '@base-ui/react/dialog';
import ChevronLeftIcon from 'lucide-react/icons/chevron-left';
import ChevronRightIcon from 'lucide-react/icons/chevron-right';
import CloseIcon from 'lucide-react/icons/x';
import { type KeyboardEvent, useState } from 'react';
import styles from './Lightbox.module.css';

export interface LightboxSlide {
  readonly key: string;
  readonly source: string;
  readonly alt: string;
  readonly caption: string;
  /** The file's name, for one that is missing. */
  readonly name: string;
}

export interface LightboxProps {
  readonly slides: readonly LightboxSlide[];
  readonly start: number;
  readonly words: {
    readonly title: string;
    readonly previous: string;
    readonly next: string;
    readonly close: string;
    readonly missing: string;
    readonly place: (index: number, count: number) => string;
  };
  readonly onClose: () => void;
}

/** A slide as large as the window, with the arrow keys through those of its talk. */
export function Lightbox({ slides, start, words, onClose }: LightboxProps) {
  const [index, setIndex] = useState(start);
  const [missing, setMissing] = useState<string | null>(null);
  const slide = slides[index];
  const goTo = (to: number): void => setIndex(Math.min(slides.length - 1, Math.max(0, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goTo(step(index, slides.length));
  };
  if (slide === undefined) return null;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} onKeyDown={onKeyDown} finalFocus={false}>
          <Dialog.Title className={styles.hidden}>{words.title}</Dialog.Title>
          {missing === slide.key ? (
            <p className={styles.missing}>
              {words.missing}: {slide.name}
            </p>
          ) : (
            <img
              key={slide.key}
              className={styles.image}
              src={slide.source}
              alt={slide.alt || slide.name}
              draggable={false}
              onError={() => setMissing(slide.key)}
            />
          )}
          <p className={styles.caption} aria-live="polite">
            <span>{slide.caption || slide.alt}</span>
            <span className={styles.place}>{words.place(index + 1, slides.length)}</span>
          </p>
          <Dialog.Close className={styles.close} aria-label={words.close} title={words.close}>
            <CloseIcon size={20} aria-hidden="true" />
          </Dialog.Close>
          {slides.length > 1 && (
            <>
              <button
                type="button"
                className={styles.previous}
                aria-label={words.previous}
                title={words.previous}
                disabled={index === 0}
                onClick={() => goTo(index - 1)}
              >
                <ChevronLeftIcon size={26} aria-hidden="true" />
              </button>
              <button
                type="button"
                className={styles.next}
                aria-label={words.next}
                title={words.next}
                disabled={index === slides.length - 1}
                onClick={() => goTo(index + 1)}
              >
                <ChevronRightIcon size={26} aria-hidden="true" />
              </button>
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  PageUp: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  PageDown: (index) => index + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};
