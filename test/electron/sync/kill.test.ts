import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildEntry, type Fault } from '../../durability/sync/build-entry.ts';
import { type Death, exhaust } from '../../durability/sync/exhaust.ts';
import { runSync } from '../../durability/sync/run-sync.ts';
import { missingFrom, SCENES, type ScenePlan } from '../../durability/sync/scenes.ts';
import { makeWorld, read, type World, write } from './world.ts';

let world: World;
let entry: string;

beforeAll(async () => {
  world = makeWorld();
  entry = await buildEntry(world.folder);
});
afterAll(() => world.remove());

const APART = 'apart: both wrote, added and deleted';

function planOf(name: string): ScenePlan {
  const plan = SCENES[name];
  if (plan === undefined) throw new Error(`no scene ${name}`);
  return plan;
}

/** `npm run torture -- sync steps` plays all deaths of all scenes, over HTTP and bad lines, too. */
describe('a sync that is killed', () => {
  test('after every single step in turn ends, run again, where it would have ended', async () => {
    const everyStep = (all: readonly Death[]) => all.filter(({ who }) => who === 'app');
    const found = await exhaust(world, entry, planOf(APART), 'folder', everyStep);
    expect(found).toMatchObject({ complaints: [], deaths: found.steps.length });
    expect(new Set(found.steps)).toEqual(
      new Set([
        'flushed',
        'committed',
        'fetched',
        'backup',
        'merged',
        'journal',
        'file',
        'index',
        'branch',
        'pushed',
      ]),
    );
  });

  test('in one of its calls of git, which nobody is told of, ends there, too', async () => {
    // Call 11 merges a text that is no note: taken for a conflict, its death once left two files.
    const call = (all: readonly Death[]) =>
      all.filter((death) => death.who === 'git' && death.call === 11);
    const found = await exhaust(world, entry, planOf('files that are no notes'), 'folder', call);
    expect(found).toMatchObject({ complaints: [], deaths: 2 });
  });

  const others = Object.keys(SCENES).filter((name) => name !== APART);
  test.each(others)('with its files half-way applied, or just committed: %s', async (name) => {
    const middle = (all: readonly Death[], steps: readonly string[]) => {
      const step = Math.max(steps.indexOf('file'), steps.indexOf('committed')) + 1;
      return all.filter((death) => death.who === 'app and git' && death.step === step);
    };
    const found = await exhaust(world, entry, planOf(name), 'folder', middle);
    expect(found).toMatchObject({ complaints: [], deaths: 1 });
  });

  test('and edited before it runs again keeps the edit and what was on its way', async () => {
    for (const step of [7, 8, 9, 10]) {
      const { laptop } = await planOf(APART).make(world, `edited-${step}`);
      await runSync(world, entry, { folder: laptop, dieAfter: step });
      write(
        laptop,
        'a.md',
        read(laptop, 'a.md').replace('line 5', 'line 5, edited after the crash'),
      );
      await runSync(world, entry, { folder: laptop });
      const text = read(laptop, 'a.md');
      for (const due of ['from the tablet', 'from the laptop', 'line 5, edited after the crash']) {
        expect(text).toContain(due);
      }
    }
  });

  test('leaves locks behind that do not stop the next one', async () => {
    const { laptop } = await planOf(APART).make(world, 'locks');
    write(laptop, '.git/index.lock', '');
    write(laptop, '.git/refs/heads/main.lock', '');
    // Left by a killed fetch; it once made every later sync lose a race against nobody.
    write(laptop, '.git/refs/remotes/origin/main.lock', '');
    write(laptop, '.git/backrow/children/4194303', 'gone');
    expect((await runSync(world, entry, { folder: laptop })).outcome).toMatchObject({
      problem: null,
    });
    expect(missingFrom(laptop, planOf(APART))).toEqual([]);
  });
});

describe('the kill test itself', () => {
  test.each<Fault>(['branch first', 'ours wins', 'git checkout'])(
    'sees the fault "%s"',
    async (fault) => {
      const faulty = await buildEntry(world.folder, fault);
      const applying = (all: readonly Death[], steps: readonly string[]) => {
        const journal = steps.indexOf('journal') + 1;
        return all.filter((death) => death.who === 'app' && death.step === journal);
      };
      const found = await exhaust(world, faulty, planOf(APART), 'folder', applying);
      expect(found.complaints).not.toEqual([]);
    },
  );
});
