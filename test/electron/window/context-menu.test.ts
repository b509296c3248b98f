import { describe, expect, it } from 'vitest';
import {
  type ContextPlace,
  contextMenuModel,
} from '../../../electron/window/context-menu-model.ts';

const NOTHING: ContextPlace = {
  isEditable: false,
  formControlType: 'input-text',
  selectionText: '',
  linkURL: '',
  misspelledWord: '',
  dictionarySuggestions: [],
};

const shown = (some: Partial<ContextPlace>): string[] =>
  contextMenuModel({ ...NOTHING, ...some }, 'en').map((entry) => {
    if (entry.kind === 'separator') return '-';
    return entry.kind === 'suggestion' ? entry.word : entry.label;
  });

describe('the context menu', () => {
  it('offers what can be done at its place, and nothing where nothing can', () => {
    expect(shown({})).toEqual([]);
    expect(shown({ selectionText: 'words' })).toEqual(['Copy']);
    expect(shown({ isEditable: true })).toEqual(['Paste', 'Paste as plain text', 'Select all']);
    expect(shown({ isEditable: true, selectionText: 'words' })).toEqual([
      'Cut',
      'Copy',
      'Paste',
      'Paste as plain text',
      'Select all',
    ]);
  });

  it('offers in the note, and in no other field, what is done to its lines', () => {
    expect(shown({ isEditable: true, formControlType: 'none' }).slice(-2)).toEqual([
      '-',
      'Stamp this line with when it was written',
    ]);
    expect(shown({ formControlType: 'none' })).toEqual([]);
  });

  it('has the link and the suggestions of the system’s dictionary above', () => {
    const place = {
      isEditable: true,
      linkURL: 'https://example.com/',
      misspelledWord: 'tset',
      dictionarySuggestions: ['test', 'set', 'tests', 'tsar', 'tet', 'teat'],
    };
    expect(shown(place)).toEqual([
      'test',
      'set',
      'tests',
      'tsar',
      'tet',
      '-',
      'Open link',
      'Copy link address',
      '-',
      'Paste',
      'Paste as plain text',
      'Select all',
    ]);
  });
});
