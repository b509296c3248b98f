import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(
  join(import.meta.dirname, '../../../renderer/styles/tokens.css'),
  'utf8',
);
const GROUNDS = [
  'paper',
  'surface',
  'surface-raised',
  'surface-sunken',
  'surface-chip',
  'surface-hover',
] as const;
const SELECTED = 'surface-selected';
/** WCAG 2.2, 1.4.3: text; 1.4.11: what shows where a control is. */
const TEXT = 4.5;
const CONTROL = 3;
/** A shade beside another, for the eye alone: nothing is said by it only. */
const SHADE = 1.08;

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const ratio = (front: string, ground: string) =>
    contrast(colour(front, theme), colour(ground, theme));

  it('words can be read on every ground they stand on', () => {
    for (const ground of [...GROUNDS, SELECTED, 'accent-ground', 'problem-ground'])
      for (const front of ['text', 'text-soft'])
        expect(ratio(front, ground), `${front} on ${ground}`).toBeGreaterThanOrEqual(TEXT);
    for (const ground of GROUNDS)
      for (const front of ['link', 'problem'])
        expect(ratio(front, ground), `${front} on ${ground}`).toBeGreaterThanOrEqual(TEXT);
    expect(ratio('button-text', 'button')).toBeGreaterThanOrEqual(TEXT);
    expect(ratio('problem', 'problem-ground')).toBeGreaterThanOrEqual(TEXT);
  });

  it('fields, focus and the current talk can be seen', () => {
    for (const ground of ['paper', 'surface', 'surface-raised'])
      for (const front of ['line-control', 'link', 'accent'])
        expect(ratio(front, ground), `${front} on ${ground}`).toBeGreaterThanOrEqual(CONTROL);
    expect(ratio('accent', 'accent-ground')).toBeGreaterThanOrEqual(CONTROL);
  });

  // What was set into the paper could not be seen on a dialog, in the dark theme.
  it('a key and a new word in a dialog have a ground of their own', () => {
    for (const ground of ['paper', 'surface-raised', SELECTED])
      expect(ratio('surface-chip', ground), `on ${ground}`).toBeGreaterThanOrEqual(SHADE);
  });
});

/** The first definition of a token; what follows in media queries only raises the contrast. */
function colour(name: string, theme: 'light' | 'dark'): readonly number[] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\);`).exec(tokens);
  const hex = theme === 'light' ? found?.[1] : found?.[2];
  if (hex === undefined) throw new Error(`No colour ${name}`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
