import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a start was asked for on its command line. */
export interface StartArguments {
  /** A notebook folder or a note, absolute; null to continue with the last notebook. */
  readonly path: string | null;
  /** Where the app keeps its own data, absolute; null for the system's place. */
  readonly userDataFolder: string | null;
}

const USER_DATA = '--user-data-dir=';

/**
 * Reads the program's arguments.
 *
 * `args` is the command line without the program itself; `appFolder` is the argument by which an
 * unpackaged Electron names the app, or null when packaged. Every other switch belongs to
 * Chromium or to a test driver and is left alone. After `--` everything is a path. Linux desktops name
 * what is opened by its address.
 */
export function readArguments(
  args: readonly string[],
  appFolder: string | null,
  currentFolder: string,
): StartArguments {
  const end = args.indexOf('--');
  const switches = end === -1 ? args : args.slice(0, end);
  const rest = end === -1 ? [] : args.slice(end + 1);
  const plain = switches.filter((argument) => argument !== '' && !argument.startsWith('-'));
  const paths = [...withoutFirst(plain, appFolder), ...rest];
  const userData = switches.findLast((argument) => argument.startsWith(USER_DATA));
  return {
    path: paths[0] === undefined ? null : resolve(currentFolder, pathOf(paths[0])),
    userDataFolder:
      userData === undefined ? null : resolve(currentFolder, userData.slice(USER_DATA.length)),
  };
}

function pathOf(argument: string): string {
  const isAddress = /^file:\/\/\//i.test(argument) && URL.canParse(argument);
  return isAddress ? fileURLToPath(argument) : argument;
}

function withoutFirst(args: readonly string[], value: string | null): readonly string[] {
  const at = value === null ? -1 : args.indexOf(value);
  return at === -1 ? args : args.toSpliced(at, 1);
}
