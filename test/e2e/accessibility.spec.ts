import { complaints } from './axe.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';
import { ACCEPTANCE_NOTE, ACCEPTANCE_NOTES, makeNotebook } from './notebook.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ openFile }) => {
    const notebook = makeNotebook(ACCEPTANCE_NOTE);
    const { page, note } = await openFile(notebook.file);
    await page.emulateMedia({ colorScheme });
    expect(await complaints(page)).toEqual([]);
    await note.press('Control+n');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
    await note.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await note.press('Control+Comma');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await complaints(page)).toEqual([]);
  });
}

test('a screen reader hears the outline: headings, items and their levels', async ({
  openNote,
}) => {
  const text = 'Night\n=====\n\n# Talk\n\n- one\n    - two\n';
  const { note } = await openNote({ name: 'night.md', text });
  await expect(note.note).toMatchAriaSnapshot(`
    - textbox "Note":
      - list:
        - listitem:
          - heading "Night" [level=1]
        - listitem:
          - heading "Talk" [level=1]
        - listitem [level=1]: one
        - listitem [level=2]: two
  `);
});

test('the tree of the acceptance note reads like its outline', async ({ openFile }) => {
  const [own = ''] = ACCEPTANCE_NOTES;
  const { page, note } = await openFile(makeNotebook(own).file);
  // All of it and nothing else, in the order of the file; a list for each section of the note.
  await expect(note.note).toMatchAriaSnapshot(`
    - textbox "Note":
      - /children: deep-equal
      - list:
        - listitem:
          - 'heading "Outline Tools Night #3" [level=1]'
        - listitem: https://example.org/outline-tools-night/3
        - listitem: 2019/02/14 @Back Room
        - listitem:
          - heading "アウトラインで考える道具の話 (30min)" [level=1]
        - listitem [level=1]: 自己紹介
        - listitem [level=2]: 普段は SRE、週末は道具作り
        - listitem [level=2]: 道具は小さいほどよい
        - listitem [level=1]: outliner の歴史
        - listitem [level=2]: 紙のカード
        - listitem [level=2]: ThinkTank 1983
        - listitem [level=3]: fold と zoom はもうあった
        - listitem [level=3]: 画面は 80 桁
        - listitem [level=1]: なぜ plain text か
        - listitem [level=2]: 20 年後も読める
        - listitem [level=2]: diff が読める（行が動かないこと！）
        - listitem [level=3]: 番号の付け直しは敵
        - listitem [level=1]: 質疑
        - listitem [level=2]: 画像はどうする？
        - listitem [level=3]: となりの folder に置く
        - listitem:
          - heading "Writing while listening (15min)" [level=1]
        - listitem: https://example.org/slides/listening
        - listitem [level=1]: eyes on the stage
        - listitem [level=1]: hands on the keyboard
        - listitem [level=2]: Enter, Tab, nothing else
        - listitem [level=1]: 構成
        - listitem:
          - img "Image on the web, not loaded, stage plan, https://example.org/images/stage-plan.png": "stage plan Image on the web, not loaded: https://example.org/images/stage-plan.png"
        - listitem [level=1]: trade-offs
        - listitem [level=2]: "speed: every key counts"
        - listitem [level=2]: "\\"変更を小さく\\""
      - list:
        - listitem:
          - heading "Git for people who do not know git- Mio Sato" [level=1]
        - listitem: Sato
        - listitem [level=1]: commit is a verb
        - listitem [level=2]: push is a promise
        - listitem:
          - heading "offline-first の実装について - k_tanaka" [level=1]
        - listitem:
          - heading "IME と editor の話 - yuki" [level=1]
        - listitem:
          - 'heading "Lightning: three shortcuts I cannot live without - Ann Lee" [level=1]'
  `);
  // Around it: the notes, the talks and what the foot of the window says.
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - navigation "Notes":
      - list "Notes":
        - 'listitem "Outline Tools Night #3"'
    - main:
      - textbox "Note"
    - navigation "Talks":
      - list "Talks":
        - /children: equal
        - listitem "アウトラインで考える道具の話"
        - listitem "Writing while listening"
        - listitem "Git for people who do not know git"
        - listitem "offline-first の実装について"
        - listitem "IME と editor の話"
        - 'listitem "Lightning: three shortcuts I cannot live without"'
    - contentinfo:
      - status "Saving": on disk
  `);
});

test('Esc, then Tab leaves the note by keyboard; every button is reached', async ({ openNote }) => {
  const { page, note } = await openNote({ name: 'night.md', text: '# Night\n\n- one\n' });
  await note.caretAtEnd('one');
  await note.press('Escape', 'Tab');
  await expect(note.note).not.toBeFocused();
  const reached = new Set<string>();
  for (let step = 0; step < 30; step++) {
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    reached.add(name.trim());
    await note.press('Tab');
  }
  for (const button of ['New note', 'Search', 'Settings', 'Sync now'])
    expect(
      [...reached].some((name) => name.includes(button)),
      button,
    ).toBe(true);
});
