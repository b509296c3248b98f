import { readBranch } from '../../../electron/sync/branch.ts';
import { findGit } from '../../../electron/sync/find-git.ts';
import { createFileHost } from '../../../electron/sync/host.ts';
import { findRepository } from '../../../electron/sync/repository.ts';
import { DEFAULT_SESSION, openSession } from '../../../electron/sync/session.ts';
import { runTransaction } from '../../../electron/sync/transaction.ts';
import { takeWriterLock } from '../../../electron/sync/writer-lock.ts';

/** What the driver asks of this process. */
interface Order {
  readonly folder: string;
  readonly deletions: readonly string[];
  /** Ends itself without a word after this many steps. */
  readonly dieAfter: number | null;
}

/** The app is asked again and again until it is killed; so is this process. */
process.on('message', (order: Order) => {
  void sync(order).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
const finding = findGit();

async function sync(order: Order) {
  const git = await finding;
  const repository = await findRepository(order.folder, '/nowhere');
  if (git.kind !== 'found' || repository === null) throw new Error('nothing to work on');
  const session = openSession(git.program, repository, {
    ...DEFAULT_SESSION,
    networkTimeoutMs: 15_000,
    lowSpeedSeconds: 2,
  });
  const branch = await readBranch(repository);
  if (branch.kind !== 'branch') throw new Error(`the repository is ${branch.kind}`);
  const release = await takeWriterLock(session.stateFolder);
  if (release === null) throw new Error('locked');
  const steps: string[] = [];
  const host = { ...createFileHost(order.folder), deletions: () => new Set(order.deletions) };
  const outcome = await runTransaction(session, host, {
    branch,
    goal: 'share',
    random: Math.random,
    onStep: (step) => {
      steps.push(step);
      if (steps.length === order.dieAfter) process.kill(process.pid, 'SIGKILL');
    },
  });
  await release();
  return { steps, outcome };
}
