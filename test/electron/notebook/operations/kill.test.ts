import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrittenFolder } from '../../../../electron/notebook/operations/ground.ts';
import { readIntent } from '../../../../electron/notebook/operations/intent.ts';
import type { Operations } from '../../../../electron/notebook/operations/operations.ts';
import { recoverOperation } from '../../../../electron/notebook/operations/recover.ts';
import { linkedFiles } from '../../../../shared/note/links/relink.ts';
import { assetsFolderName } from '../../../../shared/note/name.ts';
import { createLife, Killed } from './mortal-disk.ts';
import { type Files, makePlace, openWorld, type Place, readAll } from './world.ts';

const TEXT = '# Talk\n\n- ![](talk.assets/1.png)\n- ![](<talk.assets/deep/2 b.png>) [z](z.md)\n';
const BEFORE: Files = {
  'talk.assets/1.png': 'first slide',
  'talk.assets/deep/2 b.png': 'second slide',
  'talk.md': TEXT,
  'z.md': '# Z\n',
};

function withName(files: Files, from: string, to: string): Files {
  const renamed = Object.entries(files).map(([name, text]) => [
    name.replace(from, to),
    text.replaceAll(`${from}.`, `${to}.`),
  ]);
  return Object.fromEntries(renamed);
}

const { 'talk.md': _note, 'z.md': other = '', ...IMAGES } = BEFORE;
const MOVED_TEXT = TEXT.replace('(z.md)', '(../z.md)');
const OPERATIONS: readonly {
  readonly name: string;
  readonly run: (operations: Operations) => Promise<unknown>;
  readonly after: Files;
}[] = [
  {
    name: 'rename',
    run: ({ move }) => move('talk.md', 'new name.md'),
    after: {
      'new name.assets/1.png': 'first slide',
      'new name.assets/deep/2 b.png': 'second slide',
      'new name.md':
        '# Talk\n\n- ![](new%20name.assets/1.png)\n- ![](<new name.assets/deep/2 b.png>) [z](z.md)\n',
      'z.md': other,
    },
  },
  {
    name: 'move into a new folder',
    run: ({ move }) => move('talk.md', '2018/talk.md'),
    after: {
      ...withName(IMAGES, 'talk', '2018/talk'),
      '2018/talk.md': MOVED_TEXT,
      'z.md': other,
    },
  },
  {
    name: 'duplicate',
    run: ({ duplicate }) => duplicate('talk.md'),
    after: { ...BEFORE, ...withName({ ...IMAGES, 'talk.md': TEXT }, 'talk', 'talk-2') },
  },
  { name: 'delete', run: ({ remove }) => remove('talk.md'), after: { 'z.md': other } },
];

/** Every note of a notebook that shows all of its images. */
function workingNotes(files: Files): readonly string[] {
  return Object.keys(files).filter(
    (name) =>
      name.endsWith('.md') &&
      [...linkedFiles(name, files[name] ?? '')].every((file) => files[file] !== undefined),
  );
}

function sorted(files: Files): Files {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A notebook whose disk has refused a slide of the talk. */
async function placeWithUnwritten(): Promise<Place> {
  const place = await makePlace(BEFORE);
  const waiting = join(unwrittenFolder(place.dataFolder), 'talk.assets');
  await mkdir(waiting, { recursive: true });
  await writeFile(join(waiting, '3.png'), 'third slide');
  return place;
}

/** A rename that died when only its intent was on the disk. */
async function diedInRename(): Promise<Place> {
  for (let n = 0; ; n++) {
    const place = await makePlace(BEFORE);
    const world = await openWorld(place, { life: createLife(n, false) });
    await expect(world.operations.move('talk.md', 'new name.md')).rejects.toThrow(Killed);
    if ((await readIntent(place.dataFolder)) !== null) return place;
  }
}

it('takes no file away that another program put in the place of an image after a death', async () => {
  const place = await diedInRename();
  await mkdir(join(place.folder, 'new name.assets'));
  await writeFile(join(place.folder, 'new name.assets/1.png'), 'not ours');
  await recoverOperation((await openWorld(place)).ground);
  expect(await readAll(place.folder)).toMatchObject({
    ...BEFORE,
    'new name.assets/1.png': 'not ours',
  });
});

it.each(OPERATIONS.filter(({ name }) => name === 'rename' || name === 'delete'))(
  'a note written to after a death in a $name keeps those words, and has its images',
  async ({ run }) => {
    const whole = createLife(Number.POSITIVE_INFINITY, false);
    await run((await openWorld(await makePlace(BEFORE), { life: whole })).operations);
    let trials = 0;
    for (let n = 0; n < whole.steps(); n++) {
      const place = await makePlace(BEFORE);
      const world = await openWorld(place, { life: createLife(n, false) });
      await expect(run(world.operations)).rejects.toThrow(Killed);
      if ((await readAll(place.folder))['talk.md'] === undefined) continue;
      trials++;
      await writeFile(join(place.folder, 'talk.md'), 'written since');
      await recoverOperation((await openWorld(place)).ground);
      const files = await readAll(place.folder);
      expect(files['talk.md'], `step ${n}`).toBe('written since');
      expect(files, `step ${n}`).toMatchObject(IMAGES);
    }
    expect(trials).toBeGreaterThan(8);
  },
);

const TRIALS = [
  ...OPERATIONS.map((operation) => ({ ...operation, hasBin: true, bin: 'with a system trash' })),
  ...OPERATIONS.filter(({ name }) => name === 'delete').map((operation) => ({
    ...operation,
    hasBin: false,
    bin: 'without one',
  })),
];

describe.each(TRIALS)('a death in a $name, $bin,', ({ name, run, after, hasBin }) => {
  /** Lives that end at their `n`th step; what was left then, and after the next start. */
  async function die(n: number, inTheMiddle: boolean): Promise<void> {
    const place = await placeWithUnwritten();
    const world = await openWorld(place, { life: createLife(n, inTheMiddle), hasBin });
    await expect(run(world.operations)).rejects.toThrow(Killed);
    const left = await readAll(place.folder);
    // One that works is always there, until a deletion has all of it in safety.
    const working = workingNotes(left).filter((note) => note !== 'z.md');
    if (name !== 'delete') expect(working.length, `step ${n}`).toBeGreaterThanOrEqual(1);
    await recoverOperation((await openWorld(place, { hasBin })).ground);
    const end = await readAll(place.folder);
    // Only before the intent was on disk does nothing come of it.
    const ended = n > 8 || JSON.stringify(end) === JSON.stringify(sorted(after));
    expect(end, `step ${n}`).toEqual(sorted(ended ? after : BEFORE));
    const elsewhere = [await readAll(place.bin), await readAll(place.dataFolder)];
    const everything = JSON.stringify([end, elsewhere]);
    for (const words of ['first slide', 'second slide', 'third slide', '# Talk'])
      expect(everything, `step ${n}`).toContain(words);
    const talks = Object.keys(end).filter((file) => /\.md$/.test(file) && file !== 'z.md');
    // What is still to be written waits for each note under its name, and under no former one.
    const waits = Object.keys(await readAll(unwrittenFolder(place.dataFolder)));
    expect(waits, `step ${n}`).toEqual(
      (name === 'delete' ? ['talk.md'] : talks).map((talk) => `${assetsFolderName(talk)}/3.png`),
    );
    expect(await readIntent(place.dataFolder)).toBe(null);
  }

  it('leaves a note that works at every step, and the next start ends it', async () => {
    const place = await placeWithUnwritten();
    const whole = createLife(Number.POSITIVE_INFINITY, false);
    const world = await openWorld(place, { life: whole, hasBin });
    expect(await run(world.operations)).toMatchObject({ ok: true });
    expect(await readAll(place.folder)).toEqual(sorted(after));
    for (let n = 0; n < whole.steps(); n++) await die(n, false);
    for (const n of whole.divisible()) await die(n, true);
  });
});
