import { playStoreRounds } from './rounds.ts';

/** A fresh note now and then: what one round spoils would be told by all later ones. */
const ROUNDS_PER_NOTE = 250;

/** Kills the process that holds a note `rounds` times, prints the sums, and gives the exit status. */
export async function torture(rounds: number, seed: number): Promise<number> {
  const sums = { rounds: 0, edits: 0, losses: 0 };
  for (let done = 0; done < rounds; done += ROUNDS_PER_NOTE) {
    const some = Math.min(ROUNDS_PER_NOTE, rounds - done);
    const found = await playStoreRounds(some, seed + done);
    for (const complaint of found.complaints) console.log(complaint);
    sums.rounds += found.rounds;
    sums.edits += found.edits;
    sums.losses += found.complaints.length;
    console.log(`${sums.rounds} rounds, ${sums.losses} losses`);
  }
  console.log(JSON.stringify({ what: 'store', seed, ...sums }));
  return sums.losses === 0 ? 0 : 1;
}
