import { classAt, OTHER, PUNCTUATION } from './character.ts';
import type { Run } from './run.ts';

/**
 * Reads the run of `*`, `_` or `~` at `at`; `run` is null where it can only be text.
 *
 * What stands before and after decides whether it can begin or end a mark.
 * https://spec.commonmark.org/0.31.2/#delimiter-run
 */
export function runAt(source: string, at: number): { run: Run | null; to: number } {
  const marker = source.charAt(at);
  let to = at + 1;
  while (source.charAt(to) === marker) to++;
  if (marker === '~') return { run: to - at > 2 ? null : strikeRun(source, at, to), to };
  return { run: attentionRun(source, at, to, marker === '*' ? '*' : '_'), to };
}

function strikeRun(source: string, from: number, to: number): Run {
  const before = classAt(source, from - 1);
  const after = classAt(source, to);
  return {
    kind: 'run',
    marker: '~',
    opens: after === OTHER || (after === PUNCTUATION && before !== OTHER),
    closes: before === OTHER || (before === PUNCTUATION && after !== OTHER),
    from,
    to,
    ends: [],
    beginnings: [],
  };
}

function attentionRun(source: string, from: number, to: number, marker: '*' | '_'): Run {
  const before = classAt(source, from - 1);
  const after = classAt(source, to);
  // Beside a tilde the rules are looser, so that a mark can begin inside a strike in a word.
  const left = after === OTHER || (after === PUNCTUATION && before !== OTHER) || source[to] === '~';
  const right =
    before === OTHER || (before === PUNCTUATION && after !== OTHER) || source[from - 1] === '~';
  const inWord = marker === '_';
  return {
    kind: 'run',
    marker,
    opens: left && (!inWord || before !== OTHER || !right),
    closes: right && (!inWord || after !== OTHER || !left),
    from,
    to,
    ends: [],
    beginnings: [],
  };
}
