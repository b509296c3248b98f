import type { CommandId } from '../../../shared/commands.ts';
import { ASCII, COMMANDS, COMPOSITIONS, JAPANESE, PAGES, PASTED, REPLACEMENTS } from './words.ts';

/** One thing that hands do; plain data, so that a failing sequence can be printed and shortened. */
export type Operation =
  | { readonly do: 'press'; readonly keys: readonly string[] }
  /** Slow hands rest behind each key: what was typed is sent, and each letter is a step of undo. */
  | { readonly do: 'type'; readonly text: string; readonly slow?: boolean }
  /** Text that arrives at once, as from an emoji panel or voice input. */
  | { readonly do: 'insert'; readonly text: string }
  | { readonly do: 'compose'; readonly steps: readonly string[]; readonly commit: string }
  /** So long do the hands rest; what waits for that happens. */
  | { readonly do: 'rest'; readonly ms: number }
  | { readonly do: 'paste'; readonly text: string; readonly html?: string }
  | { readonly do: 'pasteImage'; readonly size: number }
  /** A command that has no keys, as a menu or the palette runs it. */
  | { readonly do: 'command'; readonly id: CommandId }
  /** The form of Ctrl+K, and in it an address. */
  | { readonly do: 'link'; readonly address: string }
  | { readonly do: 'replaceAll'; readonly words: string; readonly by: string }
  /** The note is shown as its source, keys are pressed there, and the outline is shown again. */
  | { readonly do: 'source'; readonly keys: readonly string[] }
  /** Keys on a talk in the panel; `row` is a share of the talks. */
  | { readonly do: 'talk'; readonly row: number; readonly keys: readonly string[] }
  | { readonly do: 'retitle'; readonly row: number; readonly title: string }
  | { readonly do: 'onlyTalk'; readonly row: number }
  /** An image is clicked, and a key pressed; `image` is a share of the images. */
  | { readonly do: 'image'; readonly image: number; readonly key: string }
  | { readonly do: 'describe'; readonly image: number; readonly words: string }
  /** Another note is looked at, and then this one again. */
  | { readonly do: 'visit' }
  /** Another program writes a line into the file, or one anew. */
  | { readonly do: 'outside'; readonly line: number; readonly change: 'add' | 'append' | 'remove' }
  | { readonly do: 'drag'; readonly from: number; readonly to: number; readonly along: number }
  /** `block` and `along` are shares of the note's blocks and of the block's width. */
  | { readonly do: 'click'; readonly block: number; readonly along: number }
  | { readonly do: 'select'; readonly from: number; readonly to: number; readonly key: string };

/** A source of numbers from 0 up to 1. */
export type Random = () => number;

/** Numbers that are the same for the same seed on every machine (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MOVES = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'Control+ArrowLeft',
  'Control+ArrowRight',
  'Control+Home',
  'Control+End',
  'Control+PageDown',
  'Control+PageUp',
] as const;

const SELECTIONS = [
  'Shift+ArrowDown',
  'Shift+ArrowDown',
  'Shift+ArrowUp',
  'Shift+ArrowLeft',
  'Shift+ArrowRight',
  'Shift+End',
  'Shift+Home',
] as const;

const ON_SELECTION = [
  'Delete',
  'Backspace',
  'Enter',
  'Tab',
  'Shift+Tab',
  'x',
  'Control+b',
  'Control+e',
  'Control+x',
  'Control+c',
  'Alt+ArrowUp',
  'Alt+ArrowDown',
  'Control+Shift+Digit8',
  'Shift+Enter',
  'Control+Shift+Digit7',
  'Control+Shift+Digit9',
  'Control+Alt+Digit2',
  'Control+Enter',
  'Control+Shift+KeyD',
  'Control+Shift+KeyK',
  'Control+.',
  'Control+v',
  'Control+i',
  '*',
] as const;

const OUTLINE = [
  'Tab',
  'Tab',
  'Shift+Tab',
  'Alt+ArrowUp',
  'Alt+ArrowDown',
  'Control+Enter',
  'Control+Alt+Digit1',
  'Control+Alt+Digit2',
  'Control+Alt+Digit0',
  'Control+Shift+Digit7',
  'Control+Shift+Digit8',
  'Control+Shift+Digit9',
] as const;

/** How the outline is looked at; a fold or a zoom changes nothing of the note. */
const VIEWS = [
  'Control+.',
  'Control+ArrowUp',
  'Control+ArrowUp',
  'Control+ArrowDown',
  'Control+Alt+.',
  'Alt+ArrowRight',
  'Alt+ArrowRight',
  'Alt+ArrowLeft',
] as const;

const WHOLE_ITEMS = ['Control+Shift+KeyD', 'Control+Shift+KeyK'] as const;

const INLINE = ['Control+b', 'Control+i', 'Control+e', 'Alt+Shift+Digit5'] as const;

const DELETIONS = [
  'Backspace',
  'Backspace',
  'Delete',
  'Control+Backspace',
  'Control+Delete',
] as const;

/** What is done to the source. */
const SOURCE_KEYS = [
  [],
  ['x'],
  ['End', 'Enter', '-', 'Space', 'n'],
  ['Home', '#', 'Space'],
  ['Home', '>', 'Space'],
  ['Home', 'Space', 'Space', 'Space', 'Space'],
  ['Enter'],
  ['Home', 'Backspace'],
  ['End', 'Delete'],
  ['`', 'y'],
  ['Control+End', 'Enter', 'e'],
  ['Control+Home', 'Enter', 'Enter'],
  ['Shift+ArrowDown', 'Shift+ArrowDown', 'Delete'],
  ['z', 'Control+z'],
] as const;

/** What is done to an image that is selected. */
const ON_IMAGE = [
  'Delete',
  'Backspace',
  'x',
  'Control+x',
  'Control+c',
  'Control+v',
  'ArrowRight',
  'Shift+ArrowDown',
  'Tab',
  'Control+Shift+KeyD',
  'Alt+ArrowUp',
] as const;

const ON_TALK = ['Alt+ArrowUp', 'Alt+ArrowDown', 'Enter', 'Shift+Tab'] as const;
const DESCRIPTIONS = ['a chart', '図 [1]', '"', ''] as const;
const TITLES = ['Another title', 'a (5min) - Ann', '題名', '*', '', '[10:00] b', '1. c'] as const;

/** What hands do, each with how often of a hundred times. */
const HABITS: readonly (readonly [number, (random: Random) => Operation])[] = [
  [12, (random) => ({ do: 'type', text: pick(random, ASCII) })],
  [4, (random) => ({ do: 'type', text: pick(random, ASCII), slow: true })],
  [
    1,
    (random) => ({ do: 'type', text: pick(random, ['---', '```', '***']), slow: random() < 0.5 }),
  ],
  [4, (random) => ({ do: 'insert', text: pick(random, JAPANESE) })],
  [4, (random) => ({ do: 'compose', ...pick(random, COMPOSITIONS) })],
  [4, (random) => ({ do: 'rest', ms: pick(random, [40, 300, 300, 700]) })],
  [12, () => press('Enter')],
  [3, () => press('Shift+Enter')],
  [10, (random) => times(random, pick(random, DELETIONS), 3)],
  [10, (random) => times(random, pick(random, MOVES), 4)],
  [10, (random) => press(pick(random, OUTLINE))],
  [6, (random) => press(pick(random, VIEWS))],
  [2, (random) => press(pick(random, WHOLE_ITEMS))],
  [3, selectWider],
  [10, selectWithKeys],
  [2, (random) => press(pick(random, INLINE))],
  [2, () => press('Control+Shift+KeyT')],
  [1, () => press('Control+Shift+Enter')],
  [4, (random) => ({ do: 'paste', text: pick(random, PASTED) })],
  [1, (random) => ({ do: 'paste', ...pick(random, PAGES) })],
  [1, (random) => ({ do: 'pasteImage', size: 8 + Math.floor(random() * 3) })],
  [2, (random) => press(pick(random, ['Control+v', 'Control+Shift+v', 'Control+c', 'Control+x']))],
  [4, (random) => ({ do: 'command', id: pick(random, COMMANDS) })],
  [1, (random) => ({ do: 'link', address: pick(random, ['https://example.com/k', 'b.md', '']) })],
  [1, replaceAll],
  [2, (random) => ({ do: 'source', keys: pick(random, SOURCE_KEYS) })],
  [1, (random) => ({ do: 'talk', row: random(), keys: [pick(random, ON_TALK)] })],
  [1, (random) => ({ do: 'retitle', row: random(), title: pick(random, TITLES) })],
  [0.5, (random) => ({ do: 'onlyTalk', row: random() })],
  [1, (random) => ({ do: 'image', image: random(), key: pick(random, ON_IMAGE) })],
  [1, (random) => ({ do: 'describe', image: random(), words: pick(random, DESCRIPTIONS) })],
  [1, () => ({ do: 'visit' })],
  [2, fromOutside],
  [2, (random) => ({ do: 'drag', from: random(), to: random(), along: random() })],
  [3, (random) => times(random, 'Control+z', 3)],
  [2, (random) => times(random, 'Control+Shift+z', 2)],
  [6, (random) => ({ do: 'click', block: random(), along: random() })],
  [2, selectWithMouse],
  [1, () => ({ do: 'type', text: '| a | b |' })],
];

/** A sequence of operations that depends on the seed alone. It begins where a click puts the caret. */
export function operationsFrom(seed: number, count: number): readonly Operation[] {
  const random = randomFrom(seed);
  const first: Operation = { do: 'click', block: random(), along: random() };
  return [first, ...Array.from({ length: count - 1 }, () => operation(random))];
}

function operation(random: Random): Operation {
  const sum = HABITS.reduce((total, [weight]) => total + weight, 0);
  let rest = random() * sum;
  for (const [weight, make] of HABITS) {
    rest -= weight;
    if (rest < 0) return make(random);
  }
  return press('End');
}

function press(...keys: string[]): Operation {
  return { do: 'press', keys };
}

function times(random: Random, key: string, most: number): Operation {
  return press(...Array<string>(1 + Math.floor(random() * most)).fill(key));
}

function selectWithKeys(random: Random): Operation {
  const count = 1 + Math.floor(random() * 4);
  const keys = Array.from({ length: count }, () => pick(random, SELECTIONS));
  return press(...keys, pick(random, ON_SELECTION));
}

/** The words, the item, the talk or all of it, and then a key. */
function selectWider(random: Random): Operation {
  const count = 1 + Math.floor(random() * 4);
  return press(...Array<string>(count).fill('Control+a'), pick(random, ON_SELECTION));
}

function replaceAll(random: Random): Operation {
  const [words, by] = pick(random, REPLACEMENTS);
  return { do: 'replaceAll', words, by };
}

function fromOutside(random: Random): Operation {
  return { do: 'outside', line: random(), change: pick(random, ['add', 'append', 'remove']) };
}

function selectWithMouse(random: Random): Operation {
  const from = random();
  const to = Math.min(1, Math.max(0, from + (random() - 0.5) * 0.2));
  return { do: 'select', from, to, key: pick(random, ON_SELECTION) };
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('there is something to pick from');
  return value;
}
