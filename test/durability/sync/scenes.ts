import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFileHost } from '../../../electron/sync/host.ts';
import {
  makeClone,
  makeRemote,
  read,
  transact,
  type World,
  write,
} from '../../electron/sync/world.ts';

/** Two computers at the moment before one of them syncs. */
export interface Scene {
  readonly remote: string;
  /** The folder whose sync is going to be killed. */
  readonly laptop: string;
  /** Notes that the laptop deleted on purpose. */
  readonly deletions: readonly string[];
}

/** How a scene is made, and what must stand in the laptop's files when all is over. */
export interface ScenePlan {
  readonly make: (world: World, name: string) => Promise<Scene>;
  /** By path; null where no file may be. */
  readonly due: Readonly<Record<string, readonly string[] | null>>;
}

const DAY = Array.from({ length: 12 }, (_, index) => `- line ${index} of the day`);
const TEXT = `# Day\n\n${DAY.join('\n')}\n`;
const edited = (from: string, to: string) => TEXT.replace(`${from}\n`, `${to}\n`);

/** Scenes that meet every part of the transaction. */
export const SCENES: Readonly<Record<string, ScenePlan>> = {
  'behind: another computer wrote, added and deleted': {
    make: (world, name) =>
      play(world, name, {
        before: { 'a.md': TEXT, 'old.md': TEXT },
        tablet: {
          'a.md': edited('- line 3 of the day', '- line 3, reworded'),
          'c/新.md': '- new\n',
          'c/新.assets/1.png': 'png',
          'old.md': null,
        },
        laptop: {},
      }),
    due: {
      'a.md': ['- line 3, reworded'],
      'c/新.md': ['- new'],
      'c/新.assets/1.png': ['png'],
      'old.md': null,
    },
  },
  'apart: both wrote, added and deleted': {
    make: (world, name) =>
      play(world, name, {
        before: { 'a.md': TEXT, 'b.md': TEXT, 'old.md': TEXT },
        tablet: {
          'a.md': `${TEXT}- from the tablet\n`,
          'b.md': edited('- line 3 of the day', '- line 3, reworded'),
          'c/new.md': '- new on the tablet\n',
          'c.assets/1.png': 'png',
          'old.md': null,
        },
        laptop: {
          'a.md': TEXT.replace('\n\n', '\n\n- from the laptop\n'),
          'd.md': '- new on the laptop\n',
        },
      }),
    due: {
      'a.md': ['- from the tablet', '- from the laptop'],
      'b.md': ['- line 3, reworded'],
      'c/new.md': ['- new on the tablet'],
      'c.assets/1.png': ['png'],
      'd.md': ['- new on the laptop'],
      'old.md': null,
    },
  },
  'one line twice, one image name twice': {
    make: (world, name) =>
      play(world, name, {
        before: { 'a.md': TEXT },
        tablet: {
          'a.md': `${edited('- line 5 of the day', '- line 5 of the day, says Ann')}- ![](a.assets/1.png)\n`,
          'a.assets/1.png': 'of the tablet',
        },
        laptop: {
          'a.md': `${edited('- line 5 of the day', '- line 5 of the day, says Ben')}- ![](a.assets/1.png) here\n`,
          'a.assets/1.png': 'of the laptop',
        },
      }),
    due: {
      'a.md': [
        '- line 5 of the day, says Ann',
        '- line 5 of the day, says Ben',
        '- ![](a.assets/1.png)',
      ],
      'a.assets/1.png': ['of the tablet'],
    },
  },
  'first push to an empty remote': {
    make: (world, name) =>
      play(world, name, {
        laptop: { 'a.md': TEXT, '会議/b.md': '- b\n', 'a.assets/1.png': 'png' },
      }),
    due: { 'a.md': DAY, '会議/b.md': ['- b'], 'a.assets/1.png': ['png'] },
  },
  'a folder without a commit meets a full remote': {
    make: (world, name) =>
      play(world, name, {
        before: { 'a.md': TEXT, 'b.md': '- b\n' },
        late: true,
        laptop: { 'a.md': `${TEXT}- own\n`, 'd.md': '- d\n' },
      }),
    due: { 'a.md': [...DAY, '- own'], 'b.md': ['- b'], 'd.md': ['- d'] },
  },
  'files that are no notes': {
    make: (world, name) =>
      play(world, name, {
        before: { 'x.json': '{\n1\n}\n', 'y.txt': 'one\ntwo\nthree\nfour\nfive\n' },
        tablet: { 'x.json': '{\n2\n}\n', 'y.txt': 'ONE\ntwo\nthree\nfour\nfive\n' },
        laptop: { 'x.json': '{\n3\n}\n', 'y.txt': 'one\ntwo\nthree\nfour\nFIVE\n' },
      }),
    due: { 'x.json': ['2'], 'y.txt': ['ONE', 'FIVE'] },
  },
  'renamed there and edited here, deleted here and edited there': {
    make: (world, name) =>
      play(world, name, {
        before: { 'a.md': TEXT, 'b.md': TEXT.replaceAll('day', 'week'), 'c.md': '- c\n' },
        tablet: {
          'a.md': null,
          'renamed.md': TEXT,
          'b.md': `${TEXT.replaceAll('day', 'week')}- kept\n`,
        },
        laptop: {
          'a.md': edited('- line 7 of the day', '- line 7, here'),
          'b.md': null,
          'c.md': null,
        },
      }),
    due: { 'a.md': null, 'renamed.md': ['- line 7, here'], 'b.md': ['- kept'], 'c.md': null },
  },
  'a notebook in a folder of a repository': {
    make: async (world, name) => {
      const scene = await play(world, name, {
        before: { 'notes/a.md': TEXT, 'README.md': 'about\n' },
        tablet: { 'notes/a.md': `${TEXT}- from the tablet\n`, 'README.md': 'about all\n' },
        laptop: { 'notes/a.md': edited('- line 1 of the day', '- line 1, here') },
      });
      return { ...scene, laptop: join(scene.laptop, 'notes') };
    },
    due: { 'a.md': ['- from the tablet', '- line 1, here'] },
  },
};

type Files = Readonly<Record<string, string | null>>;

interface Play {
  /** What was shared when both were made. */
  readonly before?: Files;
  /** What the tablet changed and shared. */
  readonly tablet?: Files;
  /** What the laptop changed since. */
  readonly laptop: Files;
  /** The laptop's folder never saw the remote. */
  readonly late?: boolean;
}

async function play(
  world: World,
  name: string,
  { before, tablet, laptop: own, late }: Play,
): Promise<Scene> {
  const remote = makeRemote(world, `${name}.git`);
  const laptop = makeClone(world, remote, `${name}-laptop`);
  const other = makeClone(world, remote, `${name}-tablet`);
  if (before !== undefined) await share(world, late === true ? other : laptop, before);
  if (tablet !== undefined) {
    if (late !== true) await transact(world, other);
    await share(world, other, tablet);
  }
  // Of two commits of one second the smaller id is first: the end would not be the same each time.
  const second = Math.floor(Date.now() / 1000);
  while (Math.floor(Date.now() / 1000) === second) await sleep(20);
  const deletions = put(laptop, own);
  return { remote, laptop, deletions };
}

async function share(world: World, folder: string, files: Files): Promise<void> {
  const deletions = new Set(put(folder, files));
  const host = { ...createFileHost(folder), deletions: () => deletions };
  const { remote, problem } = await transact(world, folder, { host });
  if (remote?.kind !== 'shared')
    throw new Error(`no scene: ${JSON.stringify({ remote, problem })}`);
}

function put(folder: string, files: Files): string[] {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(folder, path));
    else write(folder, path, text);
  }
  return Object.keys(files).filter((path) => files[path] === null);
}

/** What is missing from, or too much in, the laptop's folder. */
export function missingFrom(folder: string, { due }: ScenePlan): string[] {
  return Object.entries(due).flatMap(([path, lines]) => {
    let text: string | null = null;
    try {
      text = read(folder, path);
    } catch {
      // Not there.
    }
    if (lines === null) return text === null ? [] : [`${path} is there`];
    const present = new Set(text?.split('\n'));
    return lines.filter((line) => !present.has(line)).map((line) => `${path} lacks "${line}"`);
  });
}
