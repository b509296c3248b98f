/** The modifier that `Mod` stands for is Ctrl, on macOS Cmd. */
export type Platform = 'linux' | 'darwin' | 'win32';

/** What of a keyboard event decides about a command; a `KeyboardEvent` fits. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
  readonly getModifierState: (name: 'AltGraph') => boolean;
}

interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** A physical code for letters and digits, else the key's name or character. */
  readonly key: string;
}

/** What a browser reports instead of a key's own code while an IME has the keyboard. */
const KEY_CODE_OF_IME = 229;
const PHYSICAL = /^(?:Key[A-Z]|Digit\d)$/;

/**
 * Whether a key belongs to an IME.
 *
 * Law 5: then it is nobody else's. `isComposing` alone is not enough: some systems end the
 * composition before they send the key that ended it, with the code 229.
 */
export function isImeKey(event: Pick<PressedKey, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === KEY_CODE_OF_IME;
}

/**
 * Whether a pressed key is the one that a command's `keys` name, such as `Mod+Shift+KeyT`.
 *
 * Letters and digits are compared by physical code, so that they work on every layout; punctuation
 * by the character it gives, because it lies elsewhere on a JIS keyboard (shared/commands.ts).
 */
export function matchesKey(event: PressedKey, written: string, platform: Platform): boolean {
  const chord = readChord(written);
  const mod = platform === 'darwin' ? event.metaKey : event.ctrlKey;
  const other = platform === 'darwin' ? event.ctrlKey : event.metaKey;
  if (mod !== chord.mod || other || event.shiftKey !== chord.shift || event.altKey !== chord.alt)
    return false;
  // On Windows AltGr reports as Ctrl+Alt, but it types a character.
  if (chord.mod && chord.alt && event.getModifierState('AltGraph')) return false;
  if (PHYSICAL.test(chord.key)) return event.code === chord.key;
  return characterOf(event.key) === chord.key;
}

/** The backslash of a JIS keyboard on macOS types a yen sign. */
function characterOf(key: string): string {
  return key === '¥' ? '\\' : key;
}

const chords = new Map<string, Chord>();

function readChord(written: string): Chord {
  const known = chords.get(written);
  if (known !== undefined) return known;
  const parts = written.split('+');
  const chord = {
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key: parts.at(-1) ?? '',
  };
  chords.set(written, chord);
  return chord;
}
