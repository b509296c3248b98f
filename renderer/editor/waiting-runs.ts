/** Where an element is, or would be, in the window. */
export interface Place {
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

/**
 * Lets the first of neighbouring sections that wait stand for all of them, as high as they are together.
 *
 * A section that waits shows nothing, yet the browser lays it out, paints it and reads its text for
 * input methods with every key: a hundred of them were a tenth of a letter at 10,000 items. It changes
 * nothing but how they are drawn; `leaveRun` takes it back before one of them becomes something else.
 *
 * Gives the sections that stand for others.
 */
export function gatherRuns(note: HTMLElement): readonly HTMLElement[] {
  const firsts: HTMLElement[] = [];
  let run: HTMLElement[] = [];
  for (const child of note.children) {
    if (!(child instanceof HTMLElement)) continue;
    if (mayGather(child)) run.push(child);
    else {
      firsts.push(...drawRun(run));
      run = [];
    }
  }
  return [...firsts, ...drawRun(run)];
}

/**
 * Takes a section out of its run; call before it is filled, hidden or resized.
 *
 * What is above and below it in the run goes on waiting as runs: to draw all of them alone, and gather
 * them again, had the style of a whole long note looked at for each section that was scrolled to.
 */
export function leaveRun(section: HTMLElement): void {
  if (!isInRun(section)) return;
  const first = firstOfRun(section);
  const height = heightOfRun(first);
  let above = 0;
  for (let at: HTMLElement | null = first; at !== null && at !== section; at = nextInRun(at))
    above += guessOf(at);
  const below = nextInRun(section);
  drawAlone(section);
  if (first !== section) drawFirst(first, above);
  if (below !== null) drawFirst(below, height - above - guessOf(section));
}

/** The one that stands for a section; where that is gone, the topmost that is left. */
function firstOfRun(section: HTMLElement): HTMLElement {
  let first = section;
  while (first.dataset.rest !== undefined) {
    const above = first.previousElementSibling;
    if (!(above instanceof HTMLElement) || !isInRun(above)) break;
    first = above;
  }
  return first;
}

function nextInRun(section: HTMLElement): HTMLElement | null {
  const next = section.nextElementSibling;
  return next instanceof HTMLElement && next.dataset.rest !== undefined ? next : null;
}

/** In em of the note's text. */
function heightOfRun(first: HTMLElement): number {
  if (first.dataset.run !== undefined) return Number.parseFloat(first.dataset.run);
  let height = 0;
  for (let at: HTMLElement | null = first; at !== null; at = nextInRun(at)) height += guessOf(at);
  return height;
}

/** The places of all sections that wait, those of a run by how high each was taken for. */
export function waitingPlaces(note: HTMLElement): ReadonlyMap<Element, Place> {
  const places = new Map<Element, Place>();
  let run: { readonly px: number; readonly width: number; top: number } | null = null;
  for (const child of note.children) {
    if (!(child instanceof HTMLElement) || child.dataset.waiting === undefined) continue;
    const isRest = child.dataset.rest !== undefined;
    if (!isRest) {
      const { top, bottom, width, height } = child.getBoundingClientRect();
      run = null;
      if (child.dataset.run === undefined) places.set(child, { top, bottom, width });
      else run = { px: height / Number.parseFloat(child.dataset.run), width, top };
    }
    if (run === null) continue;
    const bottom: number = run.top + guessOf(child) * run.px;
    places.set(child, { top: run.top, bottom, width: run.width });
    run.top = bottom;
  }
  return places;
}

/** Hidden sections have no height, and partly hidden ones one that changes. */
function mayGather({ dataset }: HTMLElement): boolean {
  const { waiting, hidden, partial } = dataset;
  return waiting !== undefined && hidden === undefined && partial === undefined;
}

function isInRun({ dataset }: HTMLElement): boolean {
  return dataset.run !== undefined || dataset.rest !== undefined;
}

/** Writes nothing that is so already: what is written has its style looked at again. */
function drawRun(run: readonly HTMLElement[]): readonly HTMLElement[] {
  const [first, ...rest] = run;
  if (first === undefined) return [];
  for (const section of rest) {
    if (section.dataset.rest !== undefined) continue;
    drawAlone(section);
    section.dataset.rest = '';
  }
  drawFirst(
    first,
    run.reduce((height, section) => height + guessOf(section), 0),
  );
  return rest.length === 0 ? [] : [first];
}

/** Draws a section for those of its run, `height` em in all; one that has none for itself. */
function drawFirst(first: HTMLElement, height: number): void {
  if (first.dataset.rest !== undefined) delete first.dataset.rest;
  if (nextInRun(first) === null) {
    drawAlone(first);
    return;
  }
  if (first.dataset.run === String(height)) return;
  first.dataset.run = String(height);
  first.style.setProperty('--run', `${height}em`);
}

function drawAlone(section: HTMLElement): void {
  if (section.dataset.rest !== undefined) delete section.dataset.rest;
  if (section.dataset.run === undefined) return;
  delete section.dataset.run;
  section.style.removeProperty('--run');
}

/** How high a section is taken for, in em of the note's text. */
function guessOf({ style }: HTMLElement): number {
  return Number.parseFloat(style.getPropertyValue('--guess')) || 0;
}
