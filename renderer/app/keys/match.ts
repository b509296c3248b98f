import {
  type Chord,
  isPhysical,
  type Platform,
  readChord,
  writeChord,
} from '../../../shared/keys/chord.ts';

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

/** What a browser reports instead of a key's own code while an IME has the keyboard. */
const KEY_CODE_OF_IME = 229;

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
  if (chord === null || !holdsModifiers(event, chord, platform)) return false;
  // On Windows AltGr reports as Ctrl+Alt, but it types a character.
  if (chord.mod && chord.alt && event.getModifierState('AltGraph')) return false;
  if (isPhysical(chord.key)) return event.code === chord.key;
  return keyOf(event, platform) === chord.key;
}

function holdsModifiers(event: PressedKey, chord: Chord, platform: Platform): boolean {
  const isMac = platform === 'darwin';
  return (
    (isMac ? event.metaKey : event.ctrlKey) === chord.mod &&
    (isMac ? event.ctrlKey : event.metaKey) === chord.ctrl &&
    event.shiftKey === chord.shift &&
    event.altKey === chord.alt
  );
}

/** What the Option key of macOS hides behind another character, on a US keyboard. */
const BEHIND_OPTION: Readonly<Record<string, string>> = {
  Period: '.',
  Comma: ',',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Minus: '-',
  Equal: '=',
  Backquote: '`',
};

/** A key's name, or the character that it gives without Option. */
function keyOf({ key, code, altKey }: PressedKey, platform: Platform): string {
  if (platform === 'darwin' && altKey) return BEHIND_OPTION[code] ?? key;
  // The backslash of a JIS keyboard on macOS types a yen sign.
  return key === '¥' ? '\\' : key;
}

/** The keys that are held while another one is pressed. */
const MODIFIER = /^(?:Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|Fn|Hyper|Super)$/;

/** True for a key that does nothing alone. */
export function isModifierKey(key: string): boolean {
  return MODIFIER.test(key);
}

/** The keys that choose an IME's mode, and those that do not say what they are. */
const NO_KEY =
  /^(?:Dead|Process|Unidentified|Convert|NonConvert|KanaMode|KanjiMode|HiraganaKatakana|Hiragana|Katakana|Zenkaku|Hankaku|ZenkakuHankaku|Romaji|Eisu|Alphanumeric|ModeChange|HangulMode|HanjaMode|JunjaMode)$/;

/** How a pressed key is written in the registry; null for one that belongs to an IME. */
export function writtenKey(event: PressedKey, platform: Platform): string | null {
  if (isImeKey(event) || NO_KEY.test(event.key)) return null;
  const { ctrlKey, metaKey, altKey, shiftKey, code } = event;
  const isMac = platform === 'darwin';
  return writeChord({
    mod: isMac ? metaKey : ctrlKey,
    ctrl: isMac ? ctrlKey : metaKey,
    alt: altKey,
    shift: shiftKey,
    key: isPhysical(code) ? code : keyOf(event, platform),
  });
}
