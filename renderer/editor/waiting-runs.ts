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

/** Draws each section of a run by itself again; call before one of them is filled, hidden or resized. */
export function leaveRun(section: HTMLElement): void {
  if (!isInRun(section)) return;
  let first: Element | null = section;
  while (first?.hasAttribute('data-rest')) first = first.previousElementSibling;
  let next = first?.nextElementSibling ?? null;
  while (next instanceof HTMLElement && next.hasAttribute('data-rest')) {
    delete next.dataset.rest;
    next = next.nextElementSibling;
  }
  if (first instanceof HTMLElement) drawAlone(first);
  drawAlone(section);
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
  if (first.dataset.rest !== undefined) delete first.dataset.rest;
  if (rest.length === 0) {
    drawAlone(first);
    return [];
  }
  let height = 0;
  for (const section of run) height += guessOf(section);
  if (first.dataset.run !== String(height)) {
    first.dataset.run = String(height);
    first.style.setProperty('--run', `${height}em`);
  }
  for (const section of rest) {
    if (section.dataset.rest !== undefined) continue;
    drawAlone(section);
    section.dataset.rest = '';
  }
  return [first];
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
