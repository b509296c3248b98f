import { electronPath, root } from '../../e2e/app.ts';
import { NOTHING_FOUND, playRounds, withRound } from './rounds.ts';

/** How many rounds play in one notebook before a fresh one: a note that grows slows its rounds. */
const ROUNDS_PER_NOTE = 50;

/** Kills the app `rounds` times, prints a line each and the sums, and gives the exit status. */
export async function torture(rounds: number, seed: number): Promise<number> {
  let sums = NOTHING_FOUND;
  for (let done = 0; done < rounds; done += ROUNDS_PER_NOTE) {
    const some = Math.min(ROUNDS_PER_NOTE, rounds - done);
    await playRounds({
      electron: electronPath(),
      root,
      rounds: some,
      seed: seed + done,
      mostTypingMs: 3_000,
      onRound: (result) => {
        sums = withRound(sums, result);
        const { victim, keys, loss } = result;
        const verdict =
          loss === null
            ? 'THE NOTE IS WRONG'
            : `lost ${loss.keys}, ${Math.round(loss.stretchMs)} ms`;
        console.log(`${sums.rounds} killed: ${victim}; ${keys} keys; ${verdict}`);
      },
    });
  }
  console.log(JSON.stringify({ what: 'app', seed, ...sums }));
  return sums.rounds === rounds && sums.losses === 0 ? 0 : 1;
}
