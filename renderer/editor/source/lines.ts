import { splitLines } from '../../../shared/text-patch.ts';

const BOM = '\uFEFF';
const END = /(?:\r\n|\n|\r)$/;

/** The text of a note as the source view shows it: without byte order mark, `\n` between lines. */
export function shownSource(text: string): string {
  const body = text.startsWith(BOM) ? text.slice(1) : text;
  return body.replaceAll(/\r\n?/g, '\n');
}

interface Line {
  readonly body: string;
  readonly end: string;
}

/**
 * The text of a note after an edit of its shown source.
 *
 * Every line that was not edited keeps its own line end and its bytes; new ones end as the lines
 * around them do.
 */
export function editedSource(before: string, shown: string): string {
  const bom = before.startsWith(BOM) ? BOM : '';
  const old = linesOf(before.slice(bom.length));
  const bodies = shown.split('\n');
  const shorter = Math.min(old.length, bodies.length);
  let head = 0;
  while (head < shorter && old[head]?.body === bodies[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail)?.body === bodies.at(-1 - tail)) tail++;
  const common = old[Math.max(0, head - 1)]?.end || old[0]?.end || '\n';
  const last = bodies.length - 1;
  const lines = bodies.map((body, index) => {
    const known =
      index < head ? old[index] : index > last - tail ? old[old.length - 1 - (last - index)] : null;
    if (index === last) return body;
    return body + (known?.end || common);
  });
  return bom + lines.join('');
}

function linesOf(text: string): readonly Line[] {
  const lines = splitLines(text).map((line): Line => {
    const end = END.exec(line)?.[0] ?? '';
    return { body: line.slice(0, line.length - end.length), end };
  });
  if (lines.length === 0 || lines.at(-1)?.end !== '') lines.push({ body: '', end: '' });
  return lines;
}
