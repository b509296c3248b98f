import { join, resolve } from 'node:path';
import { app, Menu } from 'electron';
import { readArguments } from './app/arguments.ts';
import { createMark } from './app/marks.ts';
import { listenForOpenedFiles } from './app/opened-files.ts';
import { loadScript } from './code-cache/load-script.ts';
import { guardAllContents } from './security/guards.ts';
import { registerAppScheme } from './security/protocol.ts';

/*
 * The first lines of the app: what must happen before Electron is ready, and the lock that keeps
 * it one process per data folder. The rest is in app/run.ts, which is a script of its own.
 */

const mark = createMark(process.env);
mark('mainScript');
reportMistakes();

const args = process.argv.slice(1);
const { path, userDataFolder } = readArguments(args, appArgument(args), process.cwd());
if (userDataFolder !== null) app.setPath('userData', userDataFolder);

// Electron as root cannot run with Chromium's sandbox; whoever passes the switch has decided that,
// and enableSandbox would take the decision back and then die of it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
keepNetworkInMain();
registerAppScheme();
guardAllContents(app);
Menu.setApplicationMenu(null);
const opened = listenForOpenedFiles(app);

// Two writers of one notebook would break the queue of saves; the first one opens the path.
if (app.requestSingleInstanceLock({ path })) {
  const codeFile = join(app.getPath('userData'), 'main-code.bin');
  const script = loadScript(join(app.getAppPath(), 'dist', 'app', 'app.cjs'), codeFile);
  const { prepare, runApp } = script.exports as typeof import('./app/run.ts');
  const prepared = prepare();
  const code = { file: codeFile, toKeep: script.codeToKeep };
  void app
    .whenReady()
    .then(() => {
      mark('appReady');
      return runApp({ path, opened, prepared, code, mark, onMistake: report });
    })
    .catch((thrown: unknown) => {
      report(thrown);
      app.exit(1);
    });
} else {
  app.quit();
}

/** Unpackaged, Electron is given the app's folder as an argument of its own. */
function appArgument(all: readonly string[]): string | null {
  if (app.isPackaged) return null;
  return all.find((argument) => resolve(argument) === app.getAppPath()) ?? null;
}

/**
 * No process of its own for Chromium's network code, which answers nothing here: whatever is not the
 * app's own is refused in this process. It was a twentieth of all memory.
 *
 * Only on Linux, where that process has no sandbox and so may do nothing that this one may not.
 */
function keepNetworkInMain(): void {
  if (process.platform !== 'linux') return;
  // Whoever starts the app may ask for others, such as Wayland's.
  const asked = app.commandLine.getSwitchValue('enable-features');
  const features = [asked, 'NetworkServiceInProcess2'].filter((feature) => feature !== '');
  app.commandLine.appendSwitch('enable-features', features.join(','));
}

/** Without this Electron shows a dialog for a mistake of ours, over the notes of a talk. */
function reportMistakes(): void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

function report(thrown: unknown): void {
  const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`backrow: ${text}\n`);
}
