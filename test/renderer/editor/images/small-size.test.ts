import { expect, it } from 'vitest';
import { smallSize } from '../../../../renderer/editor/images/small/small-size.ts';

const slide = { widthPx: 1920, heightPx: 1080 };

it('a slide is made as small as the screen shows it, and shown itself where that saves too little', () => {
  const inNote = { widthPx: 432, heightPx: 243 };
  const onDenseScreen = { widthPx: 1330, heightPx: 748 };
  const nearlyWhole = { widthPx: 1600, heightPx: 900 };
  expect(
    [inNote, onDenseScreen, nearlyWhole, slide].map((shown) => smallSize(slide, shown)),
  ).toEqual([inNote, onDenseScreen, null, null]);
});

it('a picture of few pixels is shown itself', () => {
  expect(smallSize({ widthPx: 700, heightPx: 500 }, { widthPx: 70, heightPx: 50 })).toBe(null);
});
