import { expect, it } from 'vitest';
import { mentionedFiles } from '../../../../shared/note/links/mentions.ts';

it('finds links, addresses and every word that names an image, from the note’s folder and from the notebook’s', () => {
  const text = '![](a%20b.png) <img src="c.webp"> see d/e.jpg, or <f.gif>.\n\n[x]: <g h.png>\n';
  const files = ['a b.png', 'c.webp', 'd/e.jpg', 'f.gif', 'g h.png'];
  const found = [...mentionedFiles('2026/night.md', text)];
  expect(found).toEqual(expect.arrayContaining(files.flatMap((file) => [`2026/${file}`, file])));
});

/*
 * A note with an image inside (base64, one word of a megabyte) held the main process up for hours,
 * once a picture was pasted into any note of its notebook: each letter was tried as a word's beginning.
 */
it.each([
  ['an embedded image', `![](data:image/png;base64,${'iVBORw0KGgo'.repeat(200_000)})`],
  ['Japanese without a blank', '会議'.repeat(1_000_000)],
  ['links that are not closed', '](<'.repeat(500_000)],
])('reads %s of megabytes once', (_what, text) => {
  expect(mentionedFiles('night.md', `${text}\n\n![](slide.png)\n`)).toContain('slide.png');
});
