import { describe, expect, it } from 'vitest';
import { MirroredNote, type MirroredSection } from '../../../renderer/editor/mirrored-note.ts';
import { readTalkList, touchesTalks } from '../../../renderer/editor/talk-list.ts';
import { parse } from '../../../shared/markdown/index.ts';

const TEXT = '# Event\n\n2026/11/26\n\n## One\n\n- a\n- b\n\n## Two\n\n- c\n- d\n';

/** A note cut into sections of so many blocks, with keys that tell their place. */
function noteOf(text: string, size: number): MirroredNote {
  const { blocks } = parse(text);
  const sections: MirroredSection[] = [];
  for (let from = 0; from < blocks.length; from += size) {
    const some = blocks.slice(from, from + size);
    sections.push({ blocks: some, keys: some.map((_, index) => `k${from + index}`) });
  }
  return new MirroredNote(sections);
}

/** The note with one section read again, in which a block says something else. */
function withWords(note: MirroredNote, at: number, words: string): MirroredNote {
  const [block] = parse(words).blocks;
  if (block === undefined) throw new Error('Words make a block');
  let begin = 0;
  const sections = note.sections.map((section) => {
    const index = at - begin;
    begin += section.blocks.length;
    if (index < 0 || index >= section.blocks.length) return section;
    return { ...section, blocks: section.blocks.with(index, block) };
  });
  return new MirroredNote(sections);
}

describe('a note in sections', () => {
  it('knows the place of each block, and of no other', () => {
    const note = noteOf(TEXT, 3);
    expect(note.keys.map((key) => note.indexOf(key))).toEqual([...note.keys.keys()]);
    expect(note.blocks).toEqual(parse(TEXT).blocks);
    expect(note.indexOf('elsewhere')).toBe(-1);
  });

  it('has other talks only where a heading, a stamp or the header changed', () => {
    for (const size of [1, 3, 100]) {
      const note = noteOf(TEXT, size);
      const list = readTalkList(note);
      const touched = note.keys.map(
        (_, at) => [touchesTalks(note, withWords(note, at, '- said\n'), list), at] as const,
      );
      // Event, date, the heads of both talks; the items of the talks are no news.
      expect(touched.filter(([is]) => is).map(([, at]) => at)).toEqual([0, 1, 2, 5]);
      expect(touchesTalks(note, withWords(note, 4, '- [10:05] b\n'), list)).toBe(true);
      expect(touchesTalks(note, note, list)).toBe(false);
    }
  });
});
