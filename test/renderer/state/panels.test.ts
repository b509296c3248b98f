import { describe, expect, it } from 'vitest';
import {
  type PanelState,
  panelPlace,
  togglePanel,
  togglePanels,
} from '../../../renderer/app/state/panels.ts';

const wide: PanelState = {
  room: 'wide',
  settings: { notesPanel: true, talksPanel: true },
  floating: null,
};
const places = (state: PanelState) => [panelPlace(state, 'notes'), panelPlace(state, 'talks')];

describe('the panels', () => {
  it('stand beside the note in a wide window, as the settings say', () => {
    expect(places(wide)).toEqual(['docked', 'docked']);
    const folded = { ...wide, settings: { notesPanel: false, talksPanel: true } };
    expect(places(folded)).toEqual(['closed', 'docked']);
  });

  it('leave a narrow window to the note, whatever the settings say', () => {
    expect(places({ ...wide, room: 'narrow' })).toEqual(['closed', 'closed']);
    expect(places({ ...wide, room: 'medium' })).toEqual(['docked', 'closed']);
  });

  it('float above the note where there is no room for them, and nothing is remembered', () => {
    const narrow: PanelState = { ...wide, room: 'narrow' };
    const change = togglePanel(narrow, 'talks');
    expect(change).toEqual({ kind: 'floating', floating: 'talks' });
    expect(places({ ...narrow, floating: 'talks' })).toEqual(['closed', 'floating']);
    expect(togglePanel({ ...narrow, floating: 'talks' }, 'talks')).toEqual({
      kind: 'floating',
      floating: null,
    });
  });

  it('are folded one by one, and that is remembered', () => {
    expect(togglePanel(wide, 'notes')).toEqual({
      kind: 'settings',
      settings: { notesPanel: false },
    });
  });

  it('fold together with one key and come back together', () => {
    expect(togglePanels(wide)).toEqual({
      kind: 'settings',
      settings: { notesPanel: false, talksPanel: false },
    });
    const folded = { ...wide, settings: { notesPanel: false, talksPanel: false } };
    expect(togglePanels(folded)).toEqual({
      kind: 'settings',
      settings: { notesPanel: true, talksPanel: true },
    });
  });

  it('in a middling window leave the setting of the talks alone', () => {
    expect(togglePanels({ ...wide, room: 'medium' })).toEqual({
      kind: 'settings',
      settings: { notesPanel: false },
    });
  });
});
