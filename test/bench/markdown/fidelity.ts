import { readmes, SPEC } from '../../shared/markdown/corpus.ts';
import { type Editor, editors } from './editors.ts';

/** Longer files take some of the others minutes. */
const LONGEST = 60_000;

/** The share of files that survive open and save, as the lines of a Markdown table. */
export function fidelityTable(): readonly string[] {
  const corpora = [
    { name: 'CommonMark examples', texts: SPEC },
    { name: 'READMEs', texts: readmes().filter((text) => text.length <= LONGEST) },
  ];
  const heads = corpora.map(({ name, texts }) => `${name} (${texts.length})`);
  return [
    `| saved without an edit, unchanged | ${heads.join(' | ')} |`,
    `|---|${corpora.map(() => '---:').join('|')}|`,
    ...editors().map((editor) => {
      const shares = corpora.map(({ texts }) => share(editor, texts));
      return `| ${editor.name} | ${shares.join(' | ')} |`;
    }),
  ];
}

function share(editor: Editor, texts: readonly string[]): string {
  const kept = texts.filter((text) => survives(editor, text)).length;
  return `${Math.round((kept / texts.length) * 1000) / 10} %`;
}

/** A last line end more or less is forgiven to all but us. */
function survives(editor: Editor, text: string): boolean {
  try {
    const saved = editor.openAndSave(text);
    if (editor.name === 'Backrow') return saved === text;
    return saved.replace(/\n+$/, '') === text.replace(/\n+$/, '');
  } catch {
    return false;
  }
}
