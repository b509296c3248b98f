import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../figures.ts';
import { outlineText } from '../machine/outline-text.ts';
import { startCpu } from '../machine/processes.ts';
import type { BenchOptions, BenchResult, Budget, Row } from '../row.ts';
import { startBackrow } from '../typing/backrow.ts';
import { startCodeMirror } from '../typing/codemirror.ts';
import { Keyboard } from '../typing/keyboard.ts';
import { takePaints, watchPaints } from '../typing/paints.ts';
import type { TypingTarget } from '../typing/target.ts';
import { buildYardstick } from '../yardstick/build.ts';
import { pasteLines, pasteSlide, scrollThrough, showBareImage, untilOnDisk } from './in-page.ts';

const ITEMS = 10_000;
const PASTED_LINES = 500;

/** Figures by what was done, in the order of the rounds. */
type Figures = Map<string, number[]>;

/** What is done now and then in a long note: paste, undo, fold, scroll, a slide, the way to the disk. */
export async function run({ rounds, trial }: BenchOptions): Promise<BenchResult> {
  const yardstick = await buildYardstick();
  const ours: Figures = new Map();
  const theirs: Figures = new Map();
  const text = outlineText(ITEMS);
  try {
    for (let round = trial ? 1 : 0; round <= rounds; round++) {
      const counts = round > 0;
      await withTarget(startBackrow(text, ITEMS / 2), async (target) => {
        keep(ours, counts, await bothDo(target, '.note', '.note-scroller'));
        keep(ours, counts, await onlyBackrow(target));
      });
      await withTarget(startCodeMirror(yardstick, text, ITEMS / 2), async (target) =>
        keep(theirs, counts, await bothDo(target, '.cm-content', '.cm-scroller')),
      );
    }
    return { name: 'actions', rows: tableRows(ours, theirs), remarks };
  } finally {
    rmSync(yardstick, { recursive: true, force: true, maxRetries: 5 });
  }
}

const remarks = [
  `In a note of ${ITEMS} items. Times run to the end of the frame that shows it; scrolling is CPU of the window.`,
];

async function withTarget(
  starting: Promise<TypingTarget>,
  act: (target: TypingTarget) => Promise<void>,
): Promise<void> {
  const target = await starting;
  try {
    await target.open();
    await pause(2000);
    await target.caretToMiddle();
    await pause(2000);
    await act(target);
  } finally {
    await target.close();
  }
}

async function bothDo(
  { page, session, windowPid }: TypingTarget,
  editor: string,
  scroller: string,
): Promise<Readonly<Record<string, number>>> {
  const keyboard = new Keyboard(session);
  await watchPaints(page);
  const lines = Array.from({ length: PASTED_LINES }, (_, line) => `- pasted line ${line}`);
  const pasteMs = await page.evaluate(pasteLines, { editor, text: lines.join('\n') });
  await pause(1500);
  await takePaints(page);
  await keyboard.press('Control+z');
  const [, undoMs = Number.NaN] = [0, ...(await takePaints(page))];
  await pause(1500);
  const used = startCpu(windowPid);
  await page.evaluate(scrollThrough, scroller);
  await pause(1000);
  return { paste: pasteMs, undo: undoMs, scroll: used().all };
}

async function onlyBackrow({
  page,
  session,
  caretToMiddle,
}: TypingTarget): Promise<Readonly<Record<string, number>>> {
  const keyboard = new Keyboard(session);
  await caretToMiddle();
  await pause(1000);
  const durable = page.evaluate(untilOnDisk);
  // Only then does the page listen for the key.
  await page.evaluate(() => undefined);
  await keyboard.press('a');
  const durableMs = await durable;
  await takePaints(page);
  await keyboard.press('Control+Alt+.');
  const [foldMs = Number.NaN] = await takePaints(page);
  await pause(500);
  await keyboard.press('Control+Alt+.');
  await pause(1000);
  await caretToMiddle();
  const { shownMs, storedMs } = await page.evaluate(pasteSlide);
  const bareMs = await page.evaluate(showBareImage);
  return { durable: durableMs, fold: foldMs, slide: shownMs, stored: storedMs, bare: bareMs };
}

function keep(figures: Figures, counts: boolean, measured: Readonly<Record<string, number>>): void {
  if (!counts) return;
  for (const [name, figure] of Object.entries(measured))
    figures.set(name, [...(figures.get(name) ?? []), figure]);
}

function tableRows(ours: Figures, theirs: Figures): Row[] {
  const row = (
    work: string,
    name: string,
    yardstick: { readonly name: string; readonly raw: readonly number[] } | null,
    budget: Budget | null,
  ): Row => {
    const figures = ours.get(name) ?? [];
    const raw = { backrow: figures, ...(yardstick === null ? {} : { yardstick: yardstick.raw }) };
    const beside =
      yardstick === null ? null : { name: yardstick.name, figure: median(yardstick.raw) };
    return { work, unit: 'ms', figure: median(figures), yardstick: beside, budget, raw };
  };
  const codeMirror = (name: string) => ({ name: 'CodeMirror 6', raw: theirs.get(name) ?? [] });
  const image = { name: 'bare <img>', raw: ours.get('bare') ?? [] };
  return [
    row(`paste of ${PASTED_LINES} lines`, 'paste', codeMirror('paste'), null),
    row('undo of that paste', 'undo', codeMirror('undo'), null),
    row('scroll from end to end, CPU', 'scroll', codeMirror('scroll'), null),
    row('fold all', 'fold', null, null),
    row('last key to durable', 'durable', null, { most: 500 }),
    row('paste of a 4K screenshot, on screen', 'slide', image, { ratio: 1.5 }),
    row('paste of a 4K screenshot, durable', 'stored', null, { most: 600 }),
  ];
}
