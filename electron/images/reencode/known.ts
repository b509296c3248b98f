import { join } from 'node:path';
import * as v from 'valibot';
import { hashBytes } from '../../notebook/file-version.ts';
import { openJsonFile } from '../../notebook/json-file.ts';

/** A file by what is in it. */
export interface Content {
  readonly bytes: number;
  readonly hash: string;
}

/**
 * What images became when they were written anew, so that the same one pasted again is found.
 *
 * Kept in app data; losing it costs a second copy of a slide.
 */
export interface KnownImages {
  /** What the image of these bytes became; null where it did not become anything. */
  readonly smallerOf: (original: Uint8Array) => Content | null;
  readonly add: (original: Uint8Array, smaller: Uint8Array) => void;
  readonly flush: () => Promise<void>;
}

/** The newest of them; older slides are rarely pasted again. */
const MOST_KNOWN = 5_000;

const entry = v.tuple([v.string(), v.object({ bytes: v.number(), hash: v.string() })]);
const schema = v.object({ images: v.array(entry) });

/** Opens the memory of one notebook in its folder of app data. */
export async function openKnownImages(dataFolder: string): Promise<KnownImages> {
  const file = await openJsonFile(join(dataFolder, 'smaller-images.json'), (data) => {
    const parsed = v.safeParse(schema, data);
    return parsed.success ? parsed.output : { images: [] };
  });
  const known = new Map<string, Content>(file.get().images);

  return {
    smallerOf: (original) => (known.size === 0 ? null : (known.get(hashBytes(original)) ?? null)),
    add: (original, smaller) => {
      known.set(hashBytes(original), { bytes: smaller.length, hash: hashBytes(smaller) });
      file.set({ images: [...known].slice(-MOST_KNOWN) });
    },
    flush: file.flush,
  };
}
