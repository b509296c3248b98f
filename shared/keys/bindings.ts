import { COMMANDS, type Command, type CommandId } from '../commands.ts';
import { type ChordProblem, chordProblem, type Platform, readChord, writeChord } from './chord.ts';

/** The user's own keys by command; a command that is not named has its default ones. */
export type CustomKeys = Readonly<Record<string, readonly string[]>>;

/** The present keys of every command. */
export type Bindings = ReadonlyMap<CommandId, readonly string[]>;

/** Keys without a modifier are the editor's own: they stay what they are (`Tab`, `Enter`). */
const FIXED = /^(?:Shift\+)?(?:Tab|Enter|Arrow(?:Up|Down|Left|Right))$/;

const ALL: readonly Command[] = COMMANDS;

/** True for a key that belongs to its command whatever the user chooses. */
function isFixedKey(written: string): boolean {
  return FIXED.test(written);
}

/** The keys a command has before anybody chose others. */
function defaultKeys(command: Command, platform: Platform): readonly string[] {
  return (platform === 'darwin' ? command.mac : undefined) ?? command.keys;
}

/** The keys of every command on a system, the user's own in place of the default ones. */
export function bindingsOf(custom: CustomKeys, platform: Platform): Bindings {
  return new Map(
    ALL.map((command) => {
      const defaults = defaultKeys(command, platform);
      const own = Object.hasOwn(custom, command.id) ? custom[command.id] : undefined;
      if (own === undefined) return [command.id, defaults];
      const usable = own.filter((key) => isUsable(key, platform));
      return [command.id, [...usable, ...defaults.filter(isFixedKey)]];
    }),
  );
}

/** True for a written key that a command may have. */
function isUsable(written: string, platform: Platform): boolean {
  const chord = readChord(written);
  return chord !== null && chordProblem(chord, platform) === null;
}

/** Why a command cannot have a key. */
export type BindingProblem =
  | { readonly kind: ChordProblem }
  /** It is not the same key on every keyboard, or none that can be named. */
  | { readonly kind: 'unclear' }
  /** Another command has it. */
  | { readonly kind: 'taken'; readonly by: CommandId };

/** Why a command cannot have a key in addition to those given; null where it can. */
export function bindingProblem(
  id: CommandId,
  written: string,
  bindings: Bindings,
  platform: Platform,
): BindingProblem | null {
  const chord = readChord(written);
  if (chord === null) return { kind: 'unclear' };
  const problem = chordProblem(chord, platform);
  if (problem !== null) return { kind: problem };
  const wanted = writeChord(chord);
  for (const [other, keys] of bindings) {
    if (other !== id && keys.some((key) => canonical(key) === wanted))
      return { kind: 'taken', by: other };
  }
  return null;
}

function canonical(written: string): string {
  const chord = readChord(written);
  return chord === null ? written : writeChord(chord);
}
