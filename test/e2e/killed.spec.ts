import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DrivenApp } from '../durability/app/driven-app.ts';
import { NOTHING_FOUND, playRounds, withRound } from '../durability/app/rounds.ts';
import { electronPath, root } from './app.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { tempFolder } from './notebook.ts';

const KILLS = 10;

test('ten deaths of main, page or both while somebody types lose nothing older than a second', async () => {
  test.setTimeout(240_000);
  let found = NOTHING_FOUND;
  await playRounds({
    electron: electronPath(),
    root,
    rounds: KILLS,
    seed: 5,
    mostTypingMs: 2_000,
    onRound: (result) => {
      found = withRound(found, result);
    },
  });
  console.log(`${found.keys} keys, the longest stretch lost: ${found.longestStretchMs} ms`);
  expect(found).toMatchObject({ rounds: KILLS, losses: 0 });
});

test('a system that shuts down ends the app with every key on disk', async () => {
  const home = tempFolder('terminated');
  const note = join(home, 'note.md');
  writeFileSync(note, '# Night\n\n- one\n');
  const userData = join(home, 'user-data');
  const env = { HOME: home };
  const app = await DrivenApp.start({ electron: electronPath(), root, note, userData, env });
  await app.press({ key: 'End', code: 'End', keyCode: 35, control: true });
  for (const letter of 'last') {
    const keyCode = letter.toUpperCase().charCodeAt(0);
    await app.press({ key: letter, code: `Key${letter.toUpperCase()}`, keyCode, text: letter });
  }
  await app.terminate();
  expect(readFileSync(note, 'utf8')).toBe('# Night\n\n- onelast\n');
});

test('leaving the window sends and saves what was typed, without waiting for a pause', async ({
  openNote,
}) => {
  const { notebook, app, page, note } = await openNote({
    name: 'night.md',
    text: '# Night\n\n- one\n',
  });
  await note.caretAtEnd('one');
  // The pause that would send it by itself never comes: timers of the page stand still.
  await page.evaluate(() => {
    window.setTimeout = (() => 0) as unknown as typeof window.setTimeout;
  });
  for (const [event, word] of [
    ['blur', ' blurred'],
    ['hide', ' hidden'],
    ['minimize', ' minimised'],
  ] as const) {
    await note.type(word);
    await app.evaluate(
      ({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]?.emit(name),
      event,
    );
    await expect.poll(() => notebook.read()).toContain(word);
  }
  // A computer that goes to sleep or is locked.
  for (const event of ['suspend', 'lock-screen']) {
    await note.type(` ${event}`);
    await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
    await expect.poll(() => notebook.read()).toContain(` ${event}`);
  }
});
