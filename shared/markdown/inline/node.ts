import type { Piece } from './piece.ts';
import type { Run } from './run.ts';

/** A piece, or a run of delimiters that is not paired yet. */
export type Node = Piece | Run;

/** The delimiters that a run gave and the text that stayed of it; other nodes are pieces. */
export function piecesOf(node: Node, source: string): readonly Piece[] {
  if (node.kind !== 'run') return [node];
  const { from, to } = node;
  const rest: Piece[] =
    from === to ? [] : [{ kind: 'text', from, to, text: source.slice(from, to) }];
  return [...node.ends, ...rest, ...node.beginnings.toReversed()];
}
