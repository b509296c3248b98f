import { lazy, useMemo } from 'react';
import { type Language, translate } from '../../../shared/messages/index.ts';
import { Later } from '../../app/frame/Later.tsx';
import { describeImage } from './describe.ts';
import type { ImageRequest } from './requests.ts';
import { returnToImage } from './select.ts';

const Lightbox = lazy(async () => {
  const { Lightbox } = await import('./Lightbox.tsx');
  return { default: Lightbox };
});
const ImageDetails = lazy(async () => {
  const { ImageDetails } = await import('./ImageDetails.tsx');
  return { default: ImageDetails };
});

export interface ImageOverlayProps {
  readonly request: ImageRequest;
  readonly language: Language;
  readonly onClose: () => void;
  readonly onMissing: () => void;
}

/** What lies above a note for one of its images; loaded when it is first asked for. */
export function ImageOverlay({ request, language, onClose, onMissing }: ImageOverlayProps) {
  const { editor, key } = request;
  const describe = useMemo(() => describeImage(editor, key), [editor, key]);
  const close = (): void => {
    onClose();
    returnToImage(editor, key);
  };
  return (
    <Later onMissing={onMissing}>
      {request.kind === 'show' ? (
        <Lightbox
          slides={request.slides}
          start={request.start}
          onClose={close}
          words={{
            title: translate(language, 'image.view'),
            previous: translate(language, 'image.previous'),
            next: translate(language, 'image.next'),
            close: translate(language, 'action.close'),
            missing: translate(language, 'editor.imageMissing'),
            place: (index, count) =>
              translate(language, 'image.place', { index: String(index), count: String(count) }),
          }}
        />
      ) : (
        <ImageDetails
          link={request.link}
          anchor={request.anchor}
          onChange={describe}
          onClose={close}
          words={{
            title: translate(language, 'image.details'),
            caption: translate(language, 'image.caption'),
            alt: translate(language, 'image.alt'),
            altHint: translate(language, 'image.altHint'),
          }}
        />
      )}
    </Later>
  );
}
