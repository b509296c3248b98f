import { configureGlobal } from 'fast-check';

/*
 * Property tests start from a fixed seed, so that a red run is red again for the next person. A
 * search for new cases sets another one: `PROPERTY_SEED=$RANDOM FUZZ_RUNS=50000 npx vitest run …`, and
 * `BACKROW_FULL_CORPUS=1` where the number of tries is a factor (`test/shared/markdown/corpus.ts`).
 * fast-check prints the seed of what it found.
 */
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_124) });
