/** The system the app runs on, as far as keys differ. */
export type Platform = 'linux' | 'darwin' | 'win32';

/** A key with its modifiers, as the registry writes it: `Mod+Shift+KeyT`. */
export interface Chord {
  /** Ctrl, on macOS Cmd. */
  readonly mod: boolean;
  /** The Control key of macOS; nowhere else, where it is `mod` itself. */
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** A physical code for letters and digits, else the key's name or the character it gives. */
  readonly key: string;
}

const MODIFIERS = ['Ctrl', 'Mod', 'Alt', 'Shift'] as const;

/** Keys that have a name instead of a character. */
const NAMED =
  /^(?:Enter|Tab|Escape|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|F(?:[1-9]|1\d|2[0-4]))$/;
const PHYSICAL = /^(?:Key[A-Z]|Digit\d)$/;
/** Punctuation that is one key on US and JIS keyboards, without Shift. */
const PUNCTUATION = /^[-=[\]\\;',./`^@:]$/;

const known = new Map<string, Chord | null>();

/** Reads a written key; null where it is none. */
export function readChord(written: string): Chord | null {
  const before = known.get(written);
  if (before !== undefined) return before;
  const chord = parseChord(written);
  known.set(written, chord);
  return chord;
}

function parseChord(written: string): Chord | null {
  const parts = written.split('+');
  const key = parts.pop() ?? '';
  const fits = NAMED.test(key) || PHYSICAL.test(key) || PUNCTUATION.test(key);
  const isModifier = (part: string) => MODIFIERS.some((modifier) => modifier === part);
  if (!fits || !parts.every(isModifier) || new Set(parts).size !== parts.length) return null;
  return {
    mod: parts.includes('Mod'),
    ctrl: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key,
  };
}

/** Writes a key with its modifiers in the one order, so that equal keys are equal texts. */
export function writeChord({ mod, ctrl, alt, shift, key }: Chord): string {
  const held = [ctrl, mod, alt, shift];
  return [...MODIFIERS.filter((_modifier, index) => held[index]), key].join('+');
}

/** True for a key that is named by its place on the keyboard and not by what it types. */
export function isPhysical(key: string): boolean {
  return PHYSICAL.test(key);
}

/** Why a key cannot be given to a command. */
export type ChordProblem =
  /** It types a character, or moves the caret, without a modifier. */
  | 'types'
  /** It belongs to the IME, or to the choice of its conversions (law 5). */
  | 'ime'
  /** The system, or the editing of text itself, has it. */
  | 'system';

/** Keys that convert in every Japanese IME; with Shift and Ctrl too in most. */
const IME = /^F(?:6|7|8|9|10)$/;

const CLIPBOARD = ['Mod+KeyC', 'Mod+KeyV', 'Mod+KeyX', 'Mod+KeyQ'];

/** What the system or the browser's own editing does with them cannot be taken away. */
const SYSTEM: Readonly<Record<Platform, readonly string[]>> = {
  linux: [...CLIPBOARD, 'F11', 'Mod+Alt+Delete', 'Alt+F4', 'Alt+Tab'],
  win32: [...CLIPBOARD, 'F11', 'Mod+Alt+Delete', 'Alt+F4', 'Alt+Tab'],
  darwin: [...CLIPBOARD, 'Mod+KeyW', 'Mod+KeyH', 'Mod+KeyM', 'Mod+Tab', 'Ctrl+Mod+KeyF'],
};

/** Why a key cannot be given to a command on this system; null where it can. */
export function chordProblem(chord: Chord, platform: Platform): ChordProblem | null {
  if (IME.test(chord.key)) return 'ime';
  if (chord.ctrl && platform !== 'darwin') return 'system';
  if (SYSTEM[platform].includes(writeChord(chord))) return 'system';
  if (chord.mod || chord.ctrl) return null;
  if (/^F\d+$/.test(chord.key)) return null;
  // Option types letters with accents on macOS; what it types together with Shift nobody needs.
  const isAccent = platform === 'darwin' && !chord.shift && isCharacter(chord.key);
  if (chord.alt && !isAccent) return null;
  return 'types';
}

function isCharacter(key: string): boolean {
  return PHYSICAL.test(key) || PUNCTUATION.test(key);
}
