import { describe, expect, it } from 'vitest';
import { commandOfKey, type KeyPlace } from '../../../renderer/app/keys/dispatch.ts';
import { bindingsOf } from '../../../shared/keys/bindings.ts';
import { pressed } from './pressed.ts';

const PLACES: readonly KeyPlace[] = ['editor', 'field', 'dialog', 'elsewhere'];
const everywhere = (event: Parameters<typeof commandOfKey>[0], custom = {}) =>
  PLACES.map((place) => commandOfKey(event, place, bindingsOf(custom, 'linux'), 'linux'));

describe('a key', () => {
  it('runs a command of the app wherever the keyboard is, but not below a dialog', () => {
    const newNote = pressed({ code: 'KeyN', key: 'n', ctrlKey: true });
    expect(everywhere(newNote)).toEqual(['note.new', 'note.new', null, 'note.new']);
  });

  it('changes text only in the note: a field undoes its own', () => {
    const undo = pressed({ code: 'KeyZ', key: 'z', ctrlKey: true });
    expect(everywhere(undo)).toEqual(['edit.undo', null, null, null]);
    const heading = pressed({ code: 'Digit1', key: '1', ctrlKey: true, altKey: true });
    expect(everywhere(heading)).toEqual(['outline.heading1', null, null, null]);
  });

  it('goes to the next talk from a list too, but not out of a field', () => {
    const next = pressed({ code: 'PageDown', key: 'PageDown', ctrlKey: true });
    expect(everywhere(next)).toEqual(['talk.next', null, null, 'talk.next']);
  });

  it('does nothing while an IME composes, wherever', () => {
    for (const ime of [{ isComposing: true }, { keyCode: 229 }]) {
      const key = pressed({ code: 'KeyN', key: 'n', ctrlKey: true, ...ime });
      expect(everywhere(key)).toEqual([null, null, null, null]);
    }
  });

  it('without a modifier is the editor’s own', () => {
    expect(everywhere(pressed({ code: 'Tab', key: 'Tab' }))).toEqual([null, null, null, null]);
    const back = pressed({ code: 'Tab', key: 'Tab', shiftKey: true });
    expect(everywhere(back)).toEqual([null, null, null, null]);
  });

  it('without a modifier is a command’s where it is a function key', () => {
    const rename = pressed({ code: 'F2', key: 'F2' });
    expect(everywhere(rename)).toEqual(['note.rename', 'note.rename', null, 'note.rename']);
  });

  it('that means nothing is left alone', () => {
    expect(everywhere(pressed({ code: 'KeyN', key: 'n' }))).toEqual([null, null, null, null]);
    expect(everywhere(pressed({ code: 'KeyU', key: 'u', ctrlKey: true }))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('is the one that the user chose, and no longer the default one', () => {
    const custom = { 'note.new': ['Mod+Alt+KeyM'] };
    const chosen = pressed({ code: 'KeyM', key: 'm', ctrlKey: true, altKey: true });
    const former = pressed({ code: 'KeyN', key: 'n', ctrlKey: true });
    expect(everywhere(chosen, custom)).toEqual(['note.new', 'note.new', null, 'note.new']);
    expect(everywhere(former, custom)).toEqual([null, null, null, null]);
  });
});
