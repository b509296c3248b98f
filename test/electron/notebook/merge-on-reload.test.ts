import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Computer, computer, type Process } from './store-world.ts';

type Side = 'editor' | 'disk';
interface Change {
  readonly do: 'add' | 'change' | 'remove';
  readonly side: Side;
  readonly at: number;
}
type Step = Change | { readonly do: 'look' | 'save' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('add' as const, 'change' as const, 'remove' as const, 'add' as const),
      side: fc.constantFrom('editor' as const, 'disk' as const),
      at: fc.nat(30),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('look' as const, 'save' as const) }) },
);

const FIRST = ['# Night', '', '- w0', '    - w1', '- w2', '', '# Second', '', '- w3', '- w4', ''];

/** Changes one item of a text; `word` is new in the world. Gives the words that are given up. */
function changed(text: string, { do: what, at }: Change, word: string) {
  const lines = text.split('\n');
  const items = lines.flatMap((line, index) => (/^ *- /.test(line) ? [index] : []));
  const index = items[at % Math.max(1, items.length)] ?? lines.length - 1;
  const line = lines[index] ?? '';
  const gone = what === 'add' ? [] : [...line.matchAll(/w\d+/g)].map(([found]) => found);
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (what === 'add') lines.splice(index + 1, 0, `${indent}- ${word}`);
  else if (what === 'change') lines[index] = `${indent}- ${word}`;
  else lines.splice(index, 1);
  return { text: lines.join('\n'), gone };
}

async function textOf(side: Side, pc: Computer, process: Process): Promise<string> {
  if (side === 'disk') return pc.read();
  const opened = await process.store.open('note.md');
  return opened.ok ? opened.value.text : '';
}

if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';

it('no word of the editor or of the disk disappears unless somebody took it away', async () => {
  const runs = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
    const pc = await computer();
    await pc.write(FIRST.join('\n'));
    const app = await pc.start();
    await app.store.open('note.md');
    const given = new Set(['w0', 'w1', 'w2', 'w3', 'w4']);
    const taken = new Set<string>();
    for (const [index, one] of steps.entries()) {
      if (!('side' in one)) await (one.do === 'look' ? app.store.checkDisk() : app.store.flush());
      else {
        const word = `w${index + 10}`;
        const before = await textOf(one.side, pc, app);
        const { text, gone } = changed(before, one, word);
        for (const lost of gone) taken.add(lost);
        if (one.do !== 'remove') given.add(word);
        if (one.side === 'disk') await pc.write(text);
        else await app.edit(text);
      }
    }
    expect(await app.store.flush()).toBeNull();
    await app.store.checkDisk();
    expect(await app.store.flush()).toBeNull();
    const [file, held] = [await pc.read(), await textOf('editor', pc, app)];
    await app.store.close();
    expect(held).toBe(file);
    const words = new Set([...file.matchAll(/w\d+/g)].map(([found]) => found));
    expect([...given].filter((word) => !taken.has(word) && !words.has(word))).toEqual([]);
  });
  await fc.assert(runs, { numRuns: 150 });
});
