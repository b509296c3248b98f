import type { KeptBoth } from './print.ts';

/** Two versions of one text that stand next to each other in a note until somebody chooses. */
export interface KeptPlace {
  /** As printed, `\n` between lines. */
  readonly mine: string;
  readonly theirs: string;
}

/** Says of a merge's report which version was written on this computer. */
export function keptPlaces(places: readonly KeptBoth[], mine: 'first' | 'second'): KeptPlace[] {
  return places.map(({ first, second }) =>
    mine === 'first' ? { mine: first, theirs: second } : { mine: second, theirs: first },
  );
}

/** True for the same two versions. */
export function samePlace(one: KeptPlace, other: KeptPlace): boolean {
  return one.mine === other.mine && one.theirs === other.theirs;
}

/** A text by its lines without the blanks around them: an item that is moved in depth stays itself. */
export function withoutIndents(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The places whose two versions still stand in a note; what somebody changed is settled. */
export function standingPlaces(text: string, places: readonly KeptPlace[]): KeptPlace[] {
  const lines = `\n${withoutIndents(text)}\n`;
  const holds = (version: string) => lines.includes(`\n${withoutIndents(version)}\n`);
  return places.filter(({ mine, theirs }) => holds(mine) && holds(theirs));
}
