import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type HttpRemote, serveHttp } from '../../electron/sync/http-remote.ts';
import type { World } from '../../electron/sync/world.ts';
import { type DeathOfGit, putDyingGit } from './dying-git.ts';
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts';
import { seeded } from './random.ts';
import { type Computer, runSync, type SyncRun, startComputer } from './run-sync.ts';
import { missingFrom, type Scene, type ScenePlan } from './scenes.ts';
import { strike } from './strike.ts';
import { readNotebook } from './writer.ts';

export type Transport = 'folder' | 'http' | 'flaky http';

/** One death of a sync that is played. */
export type Death =
  /** The app, or the app with git, after its `step`-th step, counted from 1. */
  | { readonly who: 'app' | 'app and git'; readonly step: number }
  /** Git alone, in its `call`-th call, counted from 1. */
  | { readonly who: 'git'; readonly call: number; readonly when: DeathOfGit };

/** What the deaths of one scene showed; empty `complaints` mean that all is well. */
export interface Exhausted {
  readonly complaints: string[];
  /** The steps of a sync that nobody disturbs. */
  readonly steps: readonly string[];
  deaths: number;
}

/** All deaths of a sync with so many steps and calls of git. */
function allDeaths(steps: number, calls: number): Death[] {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  return [
    ...numbers(steps).flatMap((step): Death[] => [
      { who: 'app', step },
      { who: 'app and git', step },
    ]),
    ...numbers(calls).flatMap((call): Death[] => [
      { who: 'git', call, when: 'at its begin' },
      { who: 'git', call, when: 'at its end' },
    ]),
  ];
}

/**
 * Plays a scene once for each death, and each time the sync that follows.
 *
 * That one must end with the very files of a sync that nobody disturbed, with nothing left to
 * commit, and with the remote at the same commit.
 */
export async function exhaust(
  world: World,
  entry: string,
  plan: ScenePlan,
  transport: Transport,
  choose: (deaths: readonly Death[], steps: readonly string[]) => readonly Death[] = (all) => all,
): Promise<Exhausted> {
  const name = `scene-${readdirSync(world.folder).length}`;
  const scene = await plan.make(world, name);
  const line = await openLine(world, transport);
  const dying = putDyingGit(world.folder);
  const computer = startComputer(world, entry);
  try {
    const whole = copyOf(world, scene, `${name}-whole`, line);
    const counting = countIn(world, dying, `${name}-whole-calls`);
    const { steps } = await runSync(counting.world, entry, orderFor(whole));
    const found: Exhausted = { complaints: judge(world, plan, whole, null), steps, deaths: 0 };
    const expected = filesOf(whole.laptop);
    for (const death of choose(allDeaths(steps.length, counting.count()), steps)) {
      const copy = copyOf(world, scene, `${name}-${found.deaths++}`, line);
      line.trouble(true);
      const disturbed = await die(world, entry, computer, copy, death, dying);
      line.trouble(false);
      const again = await computer.sync(orderFor(copy));
      const complaints = judge(world, plan, copy, expected);
      if (again.outcome?.problem !== null || again.outcome.remote?.kind !== 'shared')
        complaints.push(`did not end: ${again.errors} ${JSON.stringify(again.outcome)}`);
      if (complaints.length > 0)
        found.complaints.push(
          `${JSON.stringify(death)} after ${disturbed.steps.at(-1) ?? steps[stepOf(death) - 1] ?? ''}: ${complaints.join('; ')}`,
        );
      for (const folder of [copy.remote, copy.clone]) rmSync(folder, { recursive: true });
    }
    return found;
  } finally {
    computer.switchOff();
    await line.close();
  }
}

function stepOf(death: Death): number {
  return death.who === 'git' ? 0 : death.step;
}

interface Copy extends Scene {
  /** The working tree's top folder. */
  readonly clone: string;
}

interface Line {
  readonly address: (repository: string) => string;
  readonly trouble: (on: boolean) => void;
  readonly close: () => Promise<void>;
}

async function openLine(world: World, transport: Transport): Promise<Line> {
  if (transport === 'folder') {
    return { address: (path) => path, trouble: () => {}, close: async () => {} };
  }
  const server: HttpRemote = await serveHttp(world);
  const proxy: FlakyProxy = await startFlakyProxy(Number(new URL(server.url).port), seeded(7));
  proxy.trouble = false;
  return {
    address: (path) => `http://127.0.0.1:${proxy.port}/${relative(world.folder, path)}`,
    trouble: (on) => {
      proxy.trouble = on && transport === 'flaky http';
    },
    close: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

function copyOf(world: World, scene: Scene, name: string, line: Line): Copy {
  const top = execFileSync('git', ['rev-parse', '--show-toplevel'], { cwd: scene.laptop })
    .toString()
    .trim();
  const remote = join(world.folder, `${name}.git`);
  const clone = join(world.folder, name);
  cpSync(scene.remote, remote, { recursive: true });
  cpSync(top, clone, { recursive: true });
  world.git(clone, 'remote', 'set-url', 'origin', line.address(remote));
  return { ...scene, remote, clone, laptop: join(clone, relative(top, scene.laptop)) };
}

/** The world as the dying git sees it. */
function countIn(
  world: World,
  dying: string,
  name: string,
  death: Readonly<Record<string, string>> = {},
) {
  const folder = join(world.folder, name);
  mkdirSync(folder);
  const environment = {
    ...world.environment,
    PATH: `${dying}:${world.environment.PATH}`,
    BACKROW_COUNT: folder,
    BACKROW_GIT: execFileSync('sh', ['-c', 'command -v git']).toString().trim(),
    ...death,
  };
  return { world: { ...world, environment }, count: () => readdirSync(folder).length };
}

function orderFor({ laptop: folder, deletions }: Copy) {
  return { folder, deletions };
}

/** The computer that syncs dies in it, or has a git of its own for it, which dies. */
async function die(
  world: World,
  entry: string,
  computer: Computer,
  copy: Copy,
  death: Death,
  dying: string,
): Promise<SyncRun> {
  if (death.who === 'git') {
    const calls = `${copy.clone.slice(world.folder.length + 1)}-calls`;
    const counting = countIn(world, dying, calls, {
      BACKROW_DIES: String(death.call),
      BACKROW_WHEN: death.when === 'at its begin' ? 'begin' : 'end',
    });
    return runSync(counting.world, entry, orderFor(copy));
  }
  const run = await computer.sync({ ...orderFor(copy), dieAfter: death.step });
  if (death.who === 'app and git') strike(null, copy.clone, 'app and git');
  return run;
}

function filesOf(folder: string): string {
  return JSON.stringify([...readNotebook(folder)]);
}

function judge(world: World, plan: ScenePlan, copy: Copy, expected: string | null): string[] {
  const complaints = missingFrom(copy.laptop, plan);
  const files = filesOf(copy.laptop);
  if (expected !== null && files !== expected) complaints.push(`other files: ${files}`);
  if (/\\n[<=>]{7}/.test(files)) complaints.push('a conflict marker');
  const left = world.git(copy.clone, 'status', '--porcelain');
  if (left !== '') complaints.push(`left over: ${left}`);
  if (world.git(copy.clone, 'rev-parse', 'HEAD') !== tipOf(world, copy.remote))
    complaints.push('not shared');
  try {
    for (const repository of [copy.remote, copy.clone])
      world.git(repository, 'fsck', '--strict', '--no-progress');
  } catch (thrown) {
    complaints.push(`fsck: ${thrown instanceof Error ? thrown.message : ''}`);
  }
  return complaints;
}

function tipOf(world: World, remote: string): string {
  return world.git(remote, 'for-each-ref', '--format=%(objectname)', 'refs/heads/main');
}
