import type { Settings } from '../../../shared/settings.ts';

export type Panel = 'notes' | 'talks';
/** What the window has room for beside the note: both panels, the notes only, none. */
export type Room = 'wide' | 'medium' | 'narrow';
/** A docked panel stands beside the note, a floating one covers a part of it for a moment. */
export type PanelPlace = 'docked' | 'floating' | 'closed';

/** The settings and the moment that decide which panels are seen. */
export interface PanelState {
  readonly room: Room;
  readonly settings: Pick<Settings, 'notesPanel' | 'talksPanel'>;
  /** The panel that floats; never remembered. */
  readonly floating: Panel | null;
}

/** What a toggle leads to: settings to remember, or a panel that floats. */
export type PanelChange =
  | { readonly kind: 'settings'; readonly settings: Partial<PanelState['settings']> }
  | { readonly kind: 'floating'; readonly floating: Panel | null };

/** Where a panel is. Where there is no room for it, the setting waits for a wider window. */
export function panelPlace({ room, settings, floating }: PanelState, panel: Panel): PanelPlace {
  if (!hasRoom(room, panel)) return floating === panel ? 'floating' : 'closed';
  return settings[settingOf(panel)] ? 'docked' : 'closed';
}

/** Shows or hides one panel. */
export function togglePanel(state: PanelState, panel: Panel): PanelChange {
  if (!hasRoom(state.room, panel))
    return { kind: 'floating', floating: state.floating === panel ? null : panel };
  const setting = settingOf(panel);
  return { kind: 'settings', settings: { [setting]: !state.settings[setting] } };
}

/** Hides whatever panel is there, or shows what there is room for. */
export function togglePanels(state: PanelState): PanelChange {
  const { room, settings, floating } = state;
  if (room === 'narrow') return { kind: 'floating', floating: floating === null ? 'notes' : null };
  if (floating !== null) return { kind: 'floating', floating: null };
  const shown = settings.notesPanel || (room === 'wide' && settings.talksPanel);
  const change = { notesPanel: !shown };
  return {
    kind: 'settings',
    settings: room === 'wide' ? { ...change, talksPanel: !shown } : change,
  };
}

function hasRoom(room: Room, panel: Panel): boolean {
  return room === 'wide' || (room === 'medium' && panel === 'notes');
}

function settingOf(panel: Panel): keyof PanelState['settings'] {
  return panel === 'notes' ? 'notesPanel' : 'talksPanel';
}
