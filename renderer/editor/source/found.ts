import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** What is painted as found: offsets, in order, and which of them is visited. */
export interface Found {
  readonly places: readonly { readonly from: number; readonly to: number }[];
  readonly current: number;
}

/** Paints other places as found. */
export const setFound = StateEffect.define<Found>();

const MATCH = Decoration.mark({ class: 'found' });
const CURRENT = Decoration.mark({ class: 'found-current' });

/** The painted places; they move with the text until somebody looks again. */
export const foundPlaces = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(painted, { changes, effects }) {
    let next = painted.map(changes);
    for (const effect of effects) if (effect.is(setFound)) next = paint(effect.value);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function paint({ places, current }: Found): DecorationSet {
  return Decoration.set(
    places
      .filter(({ from, to }) => from < to)
      .map(({ from, to }, index) => (index === current ? CURRENT : MATCH).range(from, to)),
  );
}
