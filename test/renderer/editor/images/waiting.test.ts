import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  countStoredImage,
  followPaste,
  imagesWait,
  mayPass,
  storeWaitingImages,
  storeWhileDiskTakes,
  type WaitingImage,
  WaitingImages,
} from '../../../../renderer/editor/images/waiting.ts';
import type { CallError, CallErrorKind } from '../../../../shared/ipc/contract.ts';
import { err, ok } from '../../../../shared/result.ts';

const FULL: CallError = { kind: 'disk-full', detail: '' };

function image(letter: string, place: string | null | undefined): WaitingImage {
  return { bytes: new TextEncoder().encode(letter), talk: '', minuteOfDay: 0, place };
}

/** A disk that takes only images named in `room`, and a note. */
function world() {
  const room = new Set<string>();
  const said: string[] = [];
  const tries: { readonly letter: string; readonly at: number }[] = [];
  let kind: CallErrorKind = 'disk-full';
  const waiting = new WaitingImages({
    store: async ({ bytes }) => {
      const letter = new TextDecoder().decode(bytes);
      tries.push({ letter, at: Date.now() });
      if (kind !== 'disk-full') return err({ kind, detail: '' });
      return room.has(letter) ? ok({ url: letter, widthPx: 1, heightPx: 1 }) : err(FULL);
    },
    put: async ({ url }, place, isFirst) => {
      said.push(`${url} below ${place}${isFirst ? ', a step of its own' : ''}`);
      return `block of ${url}`;
    },
    onWaits: () => said.push('waits'),
    onFailed: (error) => said.push(`failed: ${error.kind}`),
    onOver: () => said.push('over'),
  });
  const refuse = (as: CallErrorKind): void => {
    kind = as;
  };
  return { waiting, room, said, tries, refuse };
}

/** A promise and what settles it. */
function settledLater() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

describe('images that the disk refuses', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('are tried after two seconds, then ever later, and at least every fifteen', async () => {
    const { waiting, tries, room, said } = world();
    waiting.add(image('a', 'x'));
    await vi.advanceTimersByTimeAsync(56_000);
    expect(tries.map(({ at }) => at)).toEqual([2000, 5000, 9500, 16_250, 26_375, 41_375]);
    room.add('a');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(said).toEqual(['waits', 'a below x, a step of its own', 'over']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('go in one below the other, as they came, in one step', async () => {
    const { waiting, room, said } = world();
    for (const letter of ['a', 'b', 'c']) waiting.add(image(letter, 'x'));
    for (const letter of ['a', 'b', 'c']) room.add(letter);
    await vi.advanceTimersByTimeAsync(2000);
    expect(said.slice(3)).toEqual([
      'a below x, a step of its own',
      'b below block of a',
      'c below block of b',
      'over',
    ]);
  });

  it('keep their order where a smaller one fits first', async () => {
    const { waiting, room, said } = world();
    for (const letter of ['a', 'b', 'c']) waiting.add(image(letter, 'x'));
    room.add('b');
    await waiting.tryNow();
    room.add('a').add('c');
    await waiting.tryNow();
    // From the top: x, a, b, c.
    expect(said.slice(3)).toEqual([
      'b below x, a step of its own',
      'a below x, a step of its own',
      'c below block of b',
      'over',
    ]);
  });

  it('go below the end of the paste that brought them, or to the caret', async () => {
    const { waiting, room, said } = world();
    waiting.add(image('a', undefined));
    waiting.placeAt('y');
    waiting.add(image('b', null));
    room.add('a').add('b');
    await waiting.tryNow();
    expect(said.slice(2)).toEqual(['a below y, a step of its own', 'b below null', 'over']);
  });

  it('are counted in all notes until the last is in, or its note is gone', async () => {
    const one = world();
    const other = world();
    one.waiting.add(image('a', 'x'));
    other.waiting.add(image('b', 'x'));
    let isEmpty = false;
    const empty = one.waiting.empty().then(() => {
      isEmpty = true;
    });
    one.room.add('a');
    await storeWaitingImages();
    await empty;
    expect([isEmpty, imagesWait(), one.said.at(-1)]).toEqual([
      true,
      true,
      'a below x, a step of its own',
    ]);
    other.waiting.dispose();
    expect([imagesWait(), other.said.at(-1)]).toEqual([false, 'over']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are waited for on the way out while a slow disk takes one after the other, and no longer', async () => {
    const { promise: hangs, resolve: letGo } = settledLater();
    const paste = async (): Promise<void> => {
      for (let count = 0; count < 3; count++) {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        countStoredImage();
      }
      await hangs;
    };
    followPaste(paste());
    let leftAtMs = 0;
    const left = storeWhileDiskTakes(2000).then(() => {
      leftAtMs = Date.now();
    });
    // The third is in at 4.5 s; from 6 s on, when that was seen, nothing comes for 2 s.
    await vi.advanceTimersByTimeAsync(60_000);
    await left;
    expect([leftAtMs, imagesWait()]).toEqual([8000, true]);
    letGo();
    await storeWhileDiskTakes(2000);
    expect(imagesWait()).toBe(false);
  });

  it('are let go where it turns out that they cannot be kept, which is told', async () => {
    const { waiting, refuse, said } = world();
    waiting.add(image('a', 'x'));
    refuse('not-an-image');
    await waiting.tryNow();
    expect(said.slice(1)).toEqual(['failed: not-an-image', 'over']);
    expect(
      (['too-large', 'not-an-image', 'denied', 'failed'] as const).map((kind) =>
        mayPass({ kind, detail: '' }),
      ),
    ).toEqual([false, false, true, true]);
  });
});
