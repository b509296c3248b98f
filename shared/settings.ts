import type { CustomKeys } from './keys/bindings.ts';

/** The user's preferences. Disposable: every one has a default and none holds a note's content. */
export interface Settings {
  readonly language: 'system' | 'en' | 'ja';
  readonly theme: 'system' | 'light' | 'dark';
  /** The editor's text size in CSS pixels. */
  readonly textSize: number;
  /** Writes a time stamp at each new top-level item. */
  readonly autoStamp: boolean;
  /** Whether added images are stored smaller: pixel by pixel the same, nearly the same, or not at all. */
  readonly smallerImages: 'lossless' | 'lossy' | 'off';
  readonly notesPanel: boolean;
  readonly talksPanel: boolean;
  /** The user's own keys by command; what is not named has its default ones. */
  readonly keys: CustomKeys;
}

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  textSize: 16,
  autoStamp: false,
  smallerImages: 'lossless',
  notesPanel: true,
  talksPanel: true,
  keys: {},
};
