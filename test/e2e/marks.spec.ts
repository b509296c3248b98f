import { boxOf, drawn, middle } from './drawn-boxes.ts';
import { expect } from './expect.ts';
import { test } from './fixtures.ts';

// The box of code begins a step in, and its bullet was drawn a step from there: on the code.
test('the mark of an item that begins with code, source, a rule or a table stands before it', async ({
  openNote,
}) => {
  const text =
    '# Night\n\n- words\n- ```\n  code\n  ```\n    1. ```\n       counted\n       ```\n- <div>source</div>\n- ***\n- | head | b |\n  |---|---|\n  | c | d |\n';
  const { page, note } = await openNote({ name: 'night.md', text });
  const { left: words } = await note.block('words').evaluate((block) => {
    const range = document.createRange();
    range.selectNodeContents(block);
    return { left: range.getBoundingClientRect().left };
  });
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors });
    for (const kind of ['code', 'opaque']) {
      const block = note.note.locator(`.block[data-leaf="${kind}"]`).first();
      const box = await boxOf(block);
      const bullet = await drawn(block, '::before');
      expect(box.left, kind).toBeCloseTo(words, 0);
      expect(bullet.right, kind).toBeLessThan(box.left);
      expect(bullet.left, kind).toBeCloseTo(
        (await drawn(note.note.locator('[data-leaf="table"]'), '::before')).left,
        0,
      );
      expect(middle(bullet), kind).toBeCloseTo(middle(box), -1);
    }
    const counted = note.block('counted');
    expect((await drawn(counted, '::before')).right).toBeLessThan((await boxOf(counted)).left);
    const rule = note.note.locator('.block[data-leaf="rule"]');
    const line = await drawn(rule, '::after');
    const bullet = await drawn(rule, '::before');
    expect(bullet.right).toBeLessThan(line.left);
    expect(Math.abs(middle(bullet) - middle(line))).toBeLessThan(1);
    const table = note.note.locator('.block[data-leaf="table"]');
    const head = await boxOf(table.locator('tr').first());
    expect(Math.abs(middle(await drawn(table, '::before')) - middle(head))).toBeLessThan(1);
  }
  await page.emulateMedia({ forcedColors: 'none' });
});
