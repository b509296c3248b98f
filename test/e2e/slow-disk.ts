import type { ElectronApplication } from '@playwright/test';

/** What a slow disk takes its time for. */
type Step = 'sync' | 'readFile';

/** Makes each such step on an open file in the main process take `ms` longer; 0 ends it. */
export function slowDisk(app: ElectronApplication, ms: number, step: Step = 'sync'): Promise<void> {
  return app.evaluate(
    async (_, slow) => {
      const { open } = process.getBuiltinModule('node:fs/promises');
      const handle = await open(process.execPath, 'r');
      const files = Object.getPrototypeOf(handle);
      await handle.close();
      files.quick ??= { sync: files.sync, readFile: files.readFile };
      files[slow.step] = async function step(this: unknown, ...args: unknown[]) {
        await new Promise((resolve) => setTimeout(resolve, slow.ms));
        return files.quick[slow.step].apply(this, args);
      };
    },
    { ms, step },
  );
}

/** Lets no file below `folder` be opened in the main process until the answer is given. */
export async function hangDisk(
  app: ElectronApplication,
  folder: string,
): Promise<() => Promise<void>> {
  await app.evaluate((_, path) => {
    const files = process.getBuiltinModule('node:fs/promises');
    const { open } = files;
    const answered = new Promise<void>((resolve) => {
      Object.assign(globalThis, { answer: resolve });
    });
    files.open = async (...asked) => {
      if (String(asked[0]).startsWith(path)) await answered;
      return open(...asked);
    };
  }, folder);
  return () => app.evaluate(() => (globalThis as { answer?: () => void }).answer?.());
}
