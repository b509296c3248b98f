import * as v from 'valibot';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';

/** The part of electron-store that settings need; tests put a plain object behind it. */
export interface SettingsBackend {
  readonly read: () => unknown;
  readonly write: (settings: Settings) => void;
}

/** The user's preferences, kept in a file. */
export interface SettingsStore {
  readonly get: () => Settings;
  /** Takes over the given ones and answers with all. */
  readonly change: (some: SettingsChange) => Settings;
}

/** Some settings; `undefined` counts as not given, as it comes from the contract's schema. */
export type SettingsChange = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

const keyList = v.array(v.string());

/**
 * The user's keys, entry by entry: one that is no list of keys counts as not given.
 *
 * Keys of commands that this version does not know are kept: an older one may be started once.
 */
export const customKeys = v.fallback(
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((entries): Settings['keys'] => {
      const kept: [string, string[]][] = [];
      for (const [id, keys] of Object.entries(entries))
        if (v.is(keyList, keys)) kept.push([id, keys]);
      return Object.fromEntries(kept);
    }),
  ),
  DEFAULT_SETTINGS.keys,
);

/** One fallback each, so that one odd value does not cost the others. */
const schema = v.object({
  language: v.fallback(v.picklist(['system', 'en', 'ja']), DEFAULT_SETTINGS.language),
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), DEFAULT_SETTINGS.theme),
  textSize: v.fallback(
    v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(32)),
    DEFAULT_SETTINGS.textSize,
  ),
  autoStamp: v.fallback(v.boolean(), DEFAULT_SETTINGS.autoStamp),
  smallerImages: v.fallback(
    v.picklist(['lossless', 'lossy', 'off']),
    DEFAULT_SETTINGS.smallerImages,
  ),
  notesPanel: v.fallback(v.boolean(), DEFAULT_SETTINGS.notesPanel),
  talksPanel: v.fallback(v.boolean(), DEFAULT_SETTINGS.talksPanel),
  keys: customKeys,
});

/** Makes the store over a backend; values it does not understand count as their default. */
export function createSettingsStore(backend: SettingsBackend): SettingsStore {
  let current = parseSettings(backend.read());

  function change(some: SettingsChange): Settings {
    const given = Object.entries(some).filter(([, value]) => value !== undefined);
    current = parseSettings({ ...current, ...Object.fromEntries(given) });
    backend.write(current);
    return current;
  }

  return { get: () => current, change };
}

/** Reads settings from whatever was stored; what it does not understand is the default. */
export function parseSettings(data: unknown): Settings {
  return v.parse(schema, typeof data === 'object' && data !== null ? data : {});
}
