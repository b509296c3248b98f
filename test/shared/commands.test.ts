import { describe, expect, it } from 'vitest';
import { COMMANDS, type Command } from '../../shared/commands.ts';
import { bindingProblem, bindingsOf } from '../../shared/keys/bindings.ts';
import { type Platform, readChord, writeChord } from '../../shared/keys/chord.ts';

/**
 * The keyboard table of DESIGN, section 5, once more and by hand: keys that differ on macOS behind
 * the bar. Enter, Shift+Enter and Esc belong to the editor itself; capturing a slide comes with another part.
 */
const TABLE = `
outline.indent      Tab  Mod+]
outline.outdent     Shift+Tab  Mod+[
outline.moveUp      Alt+ArrowUp  Mod+Shift+ArrowUp  Alt+Shift+ArrowUp
outline.moveDown    Alt+ArrowDown  Mod+Shift+ArrowDown  Alt+Shift+ArrowDown
outline.fold        Mod+.
outline.collapse    Mod+ArrowUp  |
outline.expand      Mod+ArrowDown  |
outline.foldAll     Mod+Alt+.
outline.zoomIn      Alt+ArrowRight  |  Ctrl+Mod+ArrowRight
outline.zoomOut     Alt+ArrowLeft  |  Ctrl+Mod+ArrowLeft
outline.task        Mod+Enter
talk.new            Mod+Shift+Enter
talk.next           Mod+PageDown
talk.previous       Mod+PageUp
talk.stamp          Mod+Shift+KeyT
edit.bold           Mod+KeyB
edit.italic         Mod+KeyI
edit.strike         Alt+Shift+Digit5
edit.code           Mod+KeyE
edit.link           Mod+KeyK
edit.pastePlain     Mod+Shift+KeyV
edit.copyMarkdown   Mod+Shift+KeyC
find.open           Mod+KeyF
find.replace        Mod+KeyH  |  Mod+Alt+KeyF
view.source         Mod+/
outline.duplicate   Mod+Shift+KeyD
outline.delete      Mod+Shift+KeyK
outline.select      Mod+KeyA
outline.heading1    Mod+Alt+Digit1
outline.heading2    Mod+Alt+Digit2
outline.heading3    Mod+Alt+Digit3
outline.paragraph   Mod+Alt+Digit0
outline.numbers     Mod+Shift+Digit7
outline.bullets     Mod+Shift+Digit8
outline.tasks       Mod+Shift+Digit9
note.switch         Mod+KeyP  Mod+KeyO
view.palette        Mod+Shift+KeyP
note.search         Mod+Shift+KeyF
note.new            Mod+KeyN
view.settings       Mod+,
view.panels         Mod+\\
note.save           Mod+KeyS
sync.now            Mod+Shift+KeyS
edit.undo           Mod+KeyZ
edit.redo           Mod+Shift+KeyZ  Mod+KeyY
view.larger         Mod+=
view.smaller        Mod+-
view.normalSize     Mod+Digit0
view.help           F1
`;

const PLATFORMS: readonly Platform[] = ['linux', 'win32', 'darwin'];
const COMMANDS_BY_ID = new Map<string, Command>(COMMANDS.map((command) => [command.id, command]));

describe('the registry of commands', () => {
  it('has the keys of the keyboard table, on each system', () => {
    for (const line of TABLE.trim().split('\n')) {
      const [id = '', ...written] = line.split(/\s+/);
      const bar = written.indexOf('|');
      const keys = bar < 0 ? written : written.slice(0, bar);
      const mac = bar < 0 ? written : written.slice(bar + 1);
      for (const platform of PLATFORMS) {
        const present = new Map<string, readonly string[]>(bindingsOf({}, platform)).get(id) ?? [];
        const wanted = platform === 'darwin' ? mac : keys;
        expect([platform, id, present]).toEqual([platform, id, expect.arrayContaining(wanted)]);
      }
    }
  });

  it('names each command once, and its keys in the one spelling', () => {
    expect(COMMANDS_BY_ID.size).toBe(COMMANDS.length);
    const all = [...COMMANDS_BY_ID.values()].flatMap(({ keys, mac = [] }) => [...keys, ...mac]);
    for (const key of all) {
      const chord = readChord(key);
      expect([key, chord === null ? null : writeChord(chord)]).toEqual([key, key]);
    }
  });

  it.each(PLATFORMS)(
    'gives no key to two commands, and none that is not to be given, on %s',
    (platform) => {
      const bindings = bindingsOf({}, platform);
      const problems = [...bindings].flatMap(([id, keys]) =>
        keys
          .filter((key) => !/^(?:Shift\+)?Tab$/.test(key))
          .map((key) => ({ id, key, problem: bindingProblem(id, key, bindings, platform) }))
          .filter(({ problem }) => problem !== null),
      );
      expect(problems).toEqual([]);
    },
  );

  it('never has F6 to F10, with which an IME converts, and no arrows with Ctrl on macOS', () => {
    for (const platform of PLATFORMS) {
      const keys = [...bindingsOf({}, platform).values()].flat();
      expect(keys.filter((key) => /(?:^|\+)F(?:6|7|8|9|10)$/.test(key))).toEqual([]);
      if (platform === 'darwin')
        expect(keys.filter((key) => /^(?:Mod|Ctrl)\+Arrow(?:Up|Down)$/.test(key))).toEqual([]);
    }
  });
});

describe('keys that a user chose', () => {
  it('replace the default ones, except Tab, and only those that can be keys', () => {
    const custom = {
      'outline.indent': ['Mod+Alt+KeyI'],
      'note.new': ['KeyN', 'F7', 'nonsense', 'F2'],
      'no.command': ['F4'],
    };
    const bindings = bindingsOf(custom, 'linux');
    expect(bindings.get('outline.indent')).toEqual(['Mod+Alt+KeyI', 'Tab']);
    expect(bindings.get('note.new')).toEqual(['F2']);
    expect([...bindings.keys()]).toEqual(COMMANDS.map(({ id }) => id));
  });

  it.each([
    ['Mod+KeyI', { kind: 'taken', by: 'edit.italic' }],
    ['Mod+KeyB', null],
    ['KeyB', { kind: 'types' }],
    ['Shift+KeyB', { kind: 'types' }],
    ['Enter', { kind: 'types' }],
    ['F7', { kind: 'ime' }],
    ['Mod+F7', { kind: 'ime' }],
    ['F5', null],
    ['Mod+KeyC', { kind: 'system' }],
    ['Mod+Shift+>', { kind: 'unclear' }],
    ['Alt+KeyJ', null],
  ] as const)('%s for Bold: %j', (key, problem) => {
    expect(bindingProblem('edit.bold', key, bindingsOf({}, 'linux'), 'linux')).toEqual(problem);
  });

  it('on macOS do not type with Option, and may use its Control key', () => {
    const bindings = bindingsOf({}, 'darwin');
    const problem = (key: string) => bindingProblem('edit.bold', key, bindings, 'darwin');
    expect(problem('Alt+KeyJ')).toEqual({ kind: 'types' });
    expect(problem('Ctrl+KeyJ')).toBeNull();
    expect(bindingProblem('edit.bold', 'Ctrl+KeyJ', bindingsOf({}, 'linux'), 'linux')).toEqual({
      kind: 'system',
    });
  });
});
