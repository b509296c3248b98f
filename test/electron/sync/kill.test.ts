import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildEntry, type Fault } from '../../durability/sync/build-entry.ts';
import { runSync } from '../../durability/sync/run-sync.ts';
import { makeClone, makeRemote, makeWorld, read, transact, type World, write } from './world.ts';

let world: World;
let entry: string;

beforeAll(async () => {
  world = makeWorld();
  entry = await buildEntry(world.folder);
});
afterAll(() => world.remove());

const LINES = Array.from({ length: 12 }, (_, index) => `- line ${index} of the day`);

function note(change: (lines: string[]) => void): string {
  const lines = [...LINES];
  change(lines);
  return `# Day\n\n${lines.join('\n')}\n`;
}

/** Two clones that went apart: each changed, added and deleted something. */
async function apart(name: string): Promise<{ readonly remote: string; readonly laptop: string }> {
  const remote = makeRemote(world, `${name}.git`);
  const laptop = makeClone(world, remote, `${name}-laptop`);
  for (const path of ['a.md', 'b.md', 'old.md'])
    write(
      laptop,
      path,
      note(() => {}),
    );
  await transact(world, laptop);
  const tablet = makeClone(world, remote, `${name}-tablet`);
  write(
    tablet,
    'a.md',
    note((lines) => void lines.push('- from the tablet')),
  );
  write(
    tablet,
    'b.md',
    note((lines) => void lines.splice(3, 1, '- line 3 of the day, reworded')),
  );
  write(tablet, 'c/new.md', '- new on the tablet\n');
  write(tablet, 'c.assets/1.png', 'png');
  rmSync(join(tablet, 'old.md'));
  await runSync(world, entry, { folder: tablet, deletions: ['old.md'] });
  write(
    laptop,
    'a.md',
    note((lines) => void lines.unshift('- from the laptop')),
  );
  write(laptop, 'd.md', '- new on the laptop\n');
  return { remote, laptop };
}

function expectJoined(folder: string, remote: string): void {
  expect(read(folder, 'a.md')).toBe(
    note((lines) => {
      lines.push('- from the tablet');
      lines.unshift('- from the laptop');
    }),
  );
  expect(read(folder, 'b.md')).toContain('- line 3 of the day, reworded\n');
  expect(read(folder, 'c/new.md')).toBe('- new on the tablet\n');
  expect(read(folder, 'c.assets/1.png')).toBe('png');
  expect(read(folder, 'd.md')).toBe('- new on the laptop\n');
  expect(existsSync(join(folder, 'old.md'))).toBe(false);
  expect(world.git(folder, 'status', '--porcelain')).toBe('');
  expect(world.git(folder, 'rev-parse', 'HEAD')).toBe(world.git(remote, 'rev-parse', 'main'));
}

function copyOf(scene: { readonly remote: string; readonly laptop: string }, name: string) {
  const remote = join(world.folder, `${name}.git`);
  const laptop = join(world.folder, name);
  cpSync(scene.remote, remote, { recursive: true });
  cpSync(scene.laptop, laptop, { recursive: true });
  world.git(laptop, 'remote', 'set-url', 'origin', remote);
  return { remote, laptop };
}

describe('a sync that is killed', () => {
  test('after every single step in turn ends, run again, where it would have ended', async () => {
    const scene = await apart('steps');
    const whole = copyOf(scene, 'whole');
    const { steps } = await runSync(world, entry, { folder: whole.laptop });
    expectJoined(whole.laptop, whole.remote);
    expect(new Set(steps)).toEqual(
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
    for (let step = 1; step <= steps.length; step++) {
      const { remote, laptop } = copyOf(scene, `killed-${step}`);
      expect((await runSync(world, entry, { folder: laptop, dieAfter: step })).killed).toBe(true);
      const again = await runSync(world, entry, { folder: laptop });
      expect(again.outcome, `${steps[step - 1]}: ${again.errors}`).toMatchObject({ problem: null });
      expectJoined(laptop, remote);
    }
  });

  test('and edited before it runs again keeps the edit and what was on its way', async () => {
    const scene = await apart('edited');
    for (const step of [7, 8, 9, 10]) {
      const { laptop } = copyOf(scene, `edited-${step}`);
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
    const { remote, laptop } = await apart('locks');
    write(laptop, '.git/index.lock', '');
    write(laptop, '.git/refs/heads/main.lock', '');
    // Left by a killed fetch; it once made every later sync lose a race against nobody.
    write(laptop, '.git/refs/remotes/origin/main.lock', '');
    write(laptop, '.git/backrow/children/4194303', 'gone');
    expect((await runSync(world, entry, { folder: laptop })).outcome).toMatchObject({
      problem: null,
    });
    expectJoined(laptop, remote);
  });
});

describe('the kill test itself', () => {
  test.each<Fault>(['branch first', 'ours wins', 'git checkout'])(
    'sees the fault "%s"',
    async (fault) => {
      const faulty = await buildEntry(world.folder, fault);
      const scene = await apart(fault.replace(' ', '-'));
      const seen = [];
      for (const step of [6, 7]) {
        const { remote, laptop } = copyOf(scene, `${fault}-${step}`);
        await runSync(world, faulty, { folder: laptop, dieAfter: step });
        await runSync(world, faulty, { folder: laptop });
        try {
          expectJoined(laptop, remote);
        } catch (thrown) {
          seen.push(thrown);
        }
      }
      expect(seen.length).toBeGreaterThan(0);
    },
  );
});
