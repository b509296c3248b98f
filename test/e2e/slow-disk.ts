import type { ElectronApplication } from '@playwright/test';

/** Makes each sync of a file in the main process take `ms` longer, as a slow disk does; 0 ends it. */
export function slowDisk(app: ElectronApplication, ms: number): Promise<void> {
  return app.evaluate(async (_, delayMs) => {
    const { open } = process.getBuiltinModule('node:fs/promises');
    const handle = await open(process.execPath, 'r');
    const files = Object.getPrototypeOf(handle);
    await handle.close();
    files.quickSync ??= files.sync;
    files.sync = async function sync(this: unknown) {
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      return files.quickSync.call(this);
    };
  }, ms);
}
