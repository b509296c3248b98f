import * as v from 'valibot';
import type { Settings } from '../../shared/settings.ts';
import { type JsonFile, openJsonFile } from '../notebook/json-file.ts';
import { customKeys, parseSettings } from './settings.ts';

/** A notebook that was opened once. */
export interface RecentNotebook {
  readonly id: string;
  /** Absolute; stays in the main process. */
  readonly folder: string;
  readonly title: string;
}

/** A window's place on the screens, in device-independent pixels. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** What the app remembers of itself between starts. Disposable: every part has a default. */
export interface AppState {
  /** The notebook that was open last comes first. */
  readonly recentNotebooks: readonly RecentNotebook[];
  readonly window: WindowPlace | null;
  /** Repeated from the settings, whose library is loaded after the first frame; null before that. */
  readonly settings: Settings | null;
  /** Repeated from them too: what the menu and the window's first colour go by. */
  readonly theme: Settings['theme'];
  readonly language: Settings['language'];
  readonly keys: Settings['keys'];
  /** Fingerprints of repository findings that the user trusts, by notebook id. */
  readonly trusted: Readonly<Record<string, string>>;
}

const MAX_RECENT = 10;

const recentNotebook = v.object({ id: v.string(), folder: v.string(), title: v.string() });
const windowPlace = v.object({
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
  maximized: v.boolean(),
});

const appState = v.object({
  recentNotebooks: v.fallback(v.array(recentNotebook), []),
  window: v.fallback(v.nullable(windowPlace), null),
  settings: v.fallback(
    v.nullable(
      v.pipe(
        v.looseObject({}),
        v.transform((data) => parseSettings(data)),
      ),
    ),
    null,
  ),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  language: v.fallback(v.picklist(['system', 'en', 'ja']), 'system'),
  keys: customKeys,
  trusted: v.fallback(v.record(v.string(), v.string()), {}),
});

/** Opens the app's memory; a broken or missing file gives a fresh one. */
export function openAppState(path: string): Promise<JsonFile<AppState>> {
  return openJsonFile(path, parseAppState);
}

/** Reads the state from whatever the file held, part by part. */
export function parseAppState(data: unknown): AppState {
  return v.parse(appState, typeof data === 'object' && data !== null ? data : {});
}

/** The list with `notebook` in front, once. */
export function withRecent(
  recent: readonly RecentNotebook[],
  notebook: RecentNotebook,
): readonly RecentNotebook[] {
  return [notebook, ...recent.filter(({ id }) => id !== notebook.id)].slice(0, MAX_RECENT);
}
