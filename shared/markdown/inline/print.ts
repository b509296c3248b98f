import type { Inline } from '../model.ts';
import { commonAtoms, countAtoms } from './common.ts';
import { inlinesEqual } from './compare.ts';
import type { InlineContext, InlineStyle } from './context.ts';
import { spellEdges } from './edges.ts';
import { flatten } from './flatten.ts';
import { type Cut, cutAfter, cutBefore, type Former, formerOf, readFormer } from './former.ts';
import { type Change, type Frame, layOut } from './layout.ts';
import { normaliseInlines } from './normalise.ts';
import { accidentFree, escapeAll, repair, thinOut } from './repair.ts';
import { scan } from './scan.ts';
import { stagesTo } from './stages.ts';

/** A block longer than this, in characters, gets fewer ways, so that a key is never waited for. */
const LONG = 20_000;

/** One way to print a change; the ways are tried in order until one reads back as wanted. */
interface Way {
  /** How much former source is kept around the change. */
  readonly frame: 'close' | 'outside' | 'none';
  readonly style: InlineStyle;
  readonly labels: 'short' | 'full';
  /** Spells characters beside delimiters as references where nothing else helps. */
  readonly spell: boolean;
  readonly escape: 'needed' | 'all';
}

/**
 * Prints inline content as source that reads back as `normaliseInlines(content)`.
 *
 * What did not change keeps its source to the byte, within a line too: the former source is kept
 * up to the first and from the last changed character, and only what lies between is written,
 * with the delimiters used there; of changes with lines between them, each for itself. The result
 * is read again; where it does not say what it should, wider and plainer ways are tried. Issue 3,
 * laws 3 to 5.
 */
export function printInline(content: readonly Inline[], context: InlineContext): string {
  const { previous, definitions, position } = context;
  const former = previous === null ? null : readFormer(previous, definitions, position);
  if (former !== null && inlinesEqual(former.content, content)) {
    const frame: Cut = { index: former.source.length, atoms: former.atoms, spans: [] };
    const change = changeOf(former.content, former, context);
    const draft = layOut(
      change,
      { before: frame, after: frame },
      {
        style: context.style,
        labels: 'short',
      },
    );
    return repair(draft, definitions, position, previous).draft.source;
  }
  const wanted = normaliseInlines(
    content.flatMap((inline) => readableSource(inline, context)),
    position,
  );
  const late = former === null ? null : beforeLast(wanted, former, context);
  return (
    // Of a single change the ways that keep most are the first ones of all.
    (late === null || late === former
      ? null
      : printNear(wanted, late, { ...context, previous: late.source })) ??
    printAs(wanted, former, context) ??
    printBare(wanted, former, context) ??
    printPlain(wanted, context)
  );
}

/** Prints with line ends that let go of their marks, or null. */
function printBare(
  content: readonly Inline[],
  former: Former | null,
  context: InlineContext,
): string | null {
  const bare = normaliseInlines(content.map(bareBreak), context.position);
  return (
    printAs(bare, former, context) ??
    // A former short reference may run into what stands behind it now: all is written anew.
    (former === null ? null : printAs(bare, null, context))
  );
}

/** Prints in the first way that reads back as this content, or null. */
function printAs(
  content: readonly Inline[],
  former: Former | null,
  context: InlineContext,
): string | null {
  const change = changeOf(content, former, context);
  for (const way of waysOf(former, context.style)) {
    const printed = attempt(change, way);
    if (printed !== null) return printed;
  }
  return null;
}

/** Prints in the ways that keep most only: the former source knows better ones than what stages made of it. */
function printNear(
  content: readonly Inline[],
  former: Former,
  context: InlineContext,
): string | null {
  const change = changeOf(content, former, context);
  for (const way of waysOf(former, context.style)) {
    if (way.frame !== 'close' || way.spell) return null;
    const printed = attempt(change, way);
    if (printed !== null) return printed;
  }
  return null;
}

/**
 * The former source with all changes but the last one made, each for itself; see `stagesTo`.
 *
 * None of them may need an escape, or a way that keeps less: what comes later might not.
 */
function beforeLast(content: readonly Inline[], former: Former, context: InlineContext): Former {
  let late = former;
  for (const stage of stagesTo(former, content).slice(0, -1)) {
    const behind = { ...context, previous: late.source };
    const change = changeOf(stage, late, behind);
    const style = formerStyle(late, context.style);
    const draft = layOut(change, frameOf(change, 'close'), { style, labels: 'short' });
    const pieces = accidentFree(draft, behind);
    if (pieces === null) return former;
    late = formerOf(draft.source, pieces);
    if (!inlinesEqual(late.content, stage)) return former;
  }
  return late;
}

/** A line end shows no marks, so it lets go of them where they cannot be written around it. */
function bareBreak(inline: Inline): Inline {
  return inline.type === 'break'
    ? { ...inline, marks: inline.marks.filter((mark) => mark.type === 'link') }
    : inline;
}

function changeOf(
  content: readonly Inline[],
  former: Former | null,
  context: InlineContext,
): Change {
  const { head, tail } =
    former === null ? { head: 0, tail: 0 } : commonAtoms(former.content, content);
  return { content, atoms: countAtoms(content), head, tail, former, context };
}

/** Source that would not be read as source any more, such as a call of no footnote, is text. */
function readableSource(inline: Inline, context: InlineContext): readonly Inline[] {
  if (inline.type !== 'source') return [inline];
  const pieces = scan(inline.source, context.definitions, context.position);
  if (pieces.length === 1 && pieces[0]?.kind === 'source') return [inline];
  return inline.source
    .split(/(\n)/)
    .map((part) =>
      part === '\n'
        ? { type: 'break', hard: false, marks: inline.marks }
        : { type: 'text', text: part, marks: inline.marks },
    );
}

/** The ways from the one that keeps most to the one that always works. */
function* waysOf(former: Former | null, fileStyle: InlineStyle): Generator<Way> {
  const style = former === null ? fileStyle : formerStyle(former, fileStyle);
  const other: InlineStyle = { ...style, emphasis: style.emphasis === '*' ? '_' : '*' };
  const apart: InlineStyle = { ...style, emphasis: '_', strong: '**', strike: '~~' };
  const frames: readonly Way['frame'][] = former === null ? ['none'] : ['close', 'outside', 'none'];
  const isLong = (former?.source.length ?? 0) > LONG;
  for (const frame of isLong ? frames.slice(0, 1) : frames) {
    yield { frame, style, labels: 'short', spell: false, escape: 'needed' };
    yield { frame, style: other, labels: 'full', spell: false, escape: 'needed' };
  }
  for (const frame of isLong ? [] : frames) {
    yield { frame, style, labels: 'full', spell: true, escape: 'needed' };
    yield { frame, style: other, labels: 'full', spell: true, escape: 'needed' };
    yield { frame, style: apart, labels: 'full', spell: true, escape: 'needed' };
  }
  yield { frame: 'none', style: apart, labels: 'full', spell: true, escape: 'all' };
}

/** The delimiters that a block uses, else those of its file. */
function formerStyle(former: Former, style: InlineStyle): InlineStyle {
  const opened = new Set(Array.from(former.spans.values(), (span) => span.open));
  const pick = <Delimiter extends string>(options: readonly Delimiter[], usual: Delimiter) =>
    opened.has(usual) ? usual : (options.find((option) => opened.has(option)) ?? usual);
  const hard = former.pieces.find((piece) => piece.kind === 'break' && piece.hard);
  return {
    emphasis: pick(['*', '_'] as const, style.emphasis),
    strong: pick(['**', '__'] as const, style.strong),
    strike: pick(['~~', '~'] as const, style.strike),
    hardBreak:
      hard === undefined ? style.hardBreak : former.source[hard.from] === '\\' ? '\\' : '  ',
  };
}

/** Prints in one way; null where the result would not be read as wanted. */
function attempt(change: Change, way: Way): string | null {
  const { definitions, position, previous } = change.context;
  const laid = layOut(change, frameOf(change, way.frame), way);
  const spelt = way.spell ? spellEdges(laid) : laid;
  const draft = way.escape === 'all' ? escapeAll(spelt) : spelt;
  const printed = repair(draft, definitions, position, previous);
  const said = flatten(printed.pieces, printed.draft.source);
  if (!inlinesEqual(said, change.content)) return null;
  return thinOut(spelt, printed, change.context).draft.source;
}

function frameOf(change: Change, kind: Way['frame']): Frame {
  const { former, head, tail } = change;
  if (former === null || kind === 'none') {
    const start: Cut = { index: 0, atoms: 0, spans: [] };
    const end: Cut = { index: former?.source.length ?? 0, atoms: former?.atoms ?? 0, spans: [] };
    return { before: start, after: end };
  }
  const outside = kind === 'outside';
  return {
    before: cutAfter(former, head, outside),
    after: cutBefore(former, former.atoms - tail, outside),
  };
}

/** The last resort: the text alone, every special character escaped. No text is ever lost. */
function printPlain(content: readonly Inline[], context: InlineContext): string {
  const bare = content.map((inline): Inline => ({ ...inline, marks: [] }));
  const change = changeOf(normaliseInlines(bare, context.position), null, context);
  const laid = layOut(change, frameOf(change, 'none'), { style: context.style, labels: 'full' });
  const printed = repair(escapeAll(laid), context.definitions, context.position, null);
  return thinOut(laid, printed, context).draft.source;
}
