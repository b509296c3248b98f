import { join } from 'node:path';
import * as v from 'valibot';
import { openJsonFile } from '../json-file.ts';

/**
 * The files that were deleted or moved away on purpose, until the sync has committed that.
 *
 * A missing file is not a deletion (DESIGN 4.3): the sync commits only those named here. So they
 * are remembered durably before the file goes.
 */
export interface Deletions {
  /** Names in the notebook. */
  readonly names: () => ReadonlySet<string>;
  /** Settles when it is remembered durably. */
  readonly add: (names: readonly string[]) => Promise<void>;
  /** For files that came back, or whose deletion is committed. */
  readonly remove: (names: readonly string[]) => Promise<void>;
}

const schema = v.object({ names: v.pipe(v.array(v.string()), v.readonly()) });

type Names = v.InferOutput<typeof schema>;

/** Opens the deletions of one notebook in its folder of app data. */
export async function openDeletions(dataFolder: string): Promise<Deletions> {
  const path = join(dataFolder, 'deletions.json');
  const file = await openJsonFile<Names>(path, (data) => {
    const parsed = v.safeParse(schema, data);
    return parsed.success ? parsed.output : { names: [] };
  });
  let names: ReadonlySet<string> = new Set(file.get().names);

  async function keep(next: ReadonlySet<string>): Promise<void> {
    names = next;
    file.set({ names: [...next] });
    await file.flush();
  }

  return {
    names: () => names,
    add: (more) => keep(new Set([...names, ...more])),
    remove: async (fewer) => {
      // Git composes the names that a Mac's folder has decomposed.
      const gone = new Set(fewer.map((name) => name.normalize('NFC')));
      const left = [...names].filter((name) => !gone.has(name.normalize('NFC')));
      if (left.length < names.size) await keep(new Set(left));
    },
  };
}
