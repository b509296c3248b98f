/** For each new line the former one that is the same, matched from both ends. */
export function pairFromEnds<Line, Former>(
  lines: readonly Line[],
  former: readonly Former[],
  isSame: (line: Line, former: Former) => boolean,
): readonly (Former | undefined)[] {
  const pairs: (Former | undefined)[] = lines.map(() => undefined);
  const shorter = Math.min(lines.length, former.length);
  const pair = (at: number, formerAt: number): boolean => {
    const [line, known] = [lines[at], former[formerAt]];
    if (line === undefined || known === undefined || !isSame(line, known)) return false;
    pairs[at] = known;
    return true;
  };
  let head = 0;
  while (head < shorter && pair(head, head)) head++;
  let tail = 1;
  while (tail <= shorter - head && pair(lines.length - tail, former.length - tail)) tail++;
  return pairs;
}
