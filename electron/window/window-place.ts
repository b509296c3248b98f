import type { WindowPlace } from '../settings/app-state.ts';

/** A rectangle in device-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const SMALLEST_WINDOW = { width: 480, height: 360 } as const;
const FIRST_WINDOW = { width: 1180, height: 780 } as const;
/** This much of the title bar must be on a screen, else the window cannot be reached. */
const REACHABLE = { width: 120, height: 40 } as const;

/** Where a window opens: a size alone lets the system place it. */
export type OpeningPlace = { readonly width: number; readonly height: number } & Partial<
  Pick<Area, 'x' | 'y'>
>;

/**
 * Fits the remembered window to the screens there are now.
 *
 * A projector is unplugged between two talks: a window remembered there comes back on a screen
 * that exists. `screens` are work areas.
 */
export function openingPlace(
  remembered: WindowPlace | null,
  screens: readonly Area[],
): OpeningPlace {
  const largest = largestScreen(screens);
  if (remembered === null) return within(FIRST_WINDOW, largest);
  const size = within(remembered, largest);
  const { x, y } = remembered;
  const reachable = screens.some((screen) => showsTitleBar({ x, y, ...size }, screen));
  return reachable ? { ...size, x, y } : size;
}

function largestScreen(screens: readonly Area[]): Pick<Area, 'width' | 'height'> {
  return {
    width: Math.max(SMALLEST_WINDOW.width, ...screens.map(({ width }) => width)),
    height: Math.max(SMALLEST_WINDOW.height, ...screens.map(({ height }) => height)),
  };
}

function within(
  size: Pick<Area, 'width' | 'height'>,
  most: Pick<Area, 'width' | 'height'>,
): { readonly width: number; readonly height: number } {
  return {
    width: Math.round(Math.min(Math.max(size.width, SMALLEST_WINDOW.width), most.width)),
    height: Math.round(Math.min(Math.max(size.height, SMALLEST_WINDOW.height), most.height)),
  };
}

function showsTitleBar(window: Area, screen: Area): boolean {
  const width = overlap(window.x, window.x + window.width, screen.x, screen.x + screen.width);
  const top = window.y >= screen.y && window.y + REACHABLE.height <= screen.y + screen.height;
  return width >= REACHABLE.width && top;
}

function overlap(from: number, to: number, otherFrom: number, otherTo: number): number {
  return Math.min(to, otherTo) - Math.max(from, otherFrom);
}
