import type { Page } from '@playwright/test';
import { blockText, parse } from '../../shared/markdown/index.ts';
import type { Block, Container, ContainerKind, Inline } from '../../shared/markdown/model.ts';

/** A block as a reader tells it: where it stands, what it is, what it says. */
export interface ToldBlock {
  /** What holds it, outermost first, and what begins here with markers and boxes. */
  readonly place: string;
  readonly kind: string;
  readonly words: string;
}

/** What the page gives of a block: the state that it was drawn from, and the words that it drew. */
interface ShownBlock {
  readonly shape: {
    readonly inside: readonly ContainerKind[];
    readonly opens: readonly Container[];
    readonly leaf: {
      readonly kind: string;
      readonly level?: number;
      readonly text?: string;
      readonly body?: Block['body'];
    };
  };
  readonly words: string;
  readonly drawn: string;
  readonly stateText: string;
}

/** The note as the editor has it. */
export interface ShownNote {
  readonly blocks: readonly ToldBlock[];
  /** False where source was edited by hand into something that Markdown reads in its own way. */
  readonly comparable: boolean;
  /** Blocks whose drawn words are not those of the state. */
  readonly misdrawn: readonly string[];
}

/** Reads the open note from the page. */
export async function shownNote(page: Page): Promise<ShownNote> {
  const shown = await page.evaluate(readEditor);
  return {
    blocks: shown.map(tellShown).filter(canBeWritten),
    comparable: shown.every(isComparable),
    misdrawn: shown
      .filter(({ drawn, stateText }) => drawn !== stateText)
      .map(({ drawn, stateText }) => `${JSON.stringify(drawn)} for ${JSON.stringify(stateText)}`),
  };
}

/** Reads a note's text as the editor would tell it. */
export function toldNote(text: string): readonly ToldBlock[] {
  return parse(text).blocks.map(tellRead).filter(canBeWritten);
}

/** Runs in the page: the state of the editor, and what stands in the document for it. */
function readEditor(): ShownBlock[] {
  interface Node {
    readonly type: string;
    readonly text?: string;
    readonly shape?: ShownBlock['shape'];
    readonly image?: { readonly url: string };
    readonly children?: readonly Node[];
  }
  const root = document.querySelector('.note') as HTMLElement & {
    readonly __lexicalEditor: { getEditorState(): { toJSON(): { readonly root: Node } } };
  };
  const elements = [...root.querySelectorAll('.block')];
  const plain = { inside: [], opens: [], leaf: { kind: 'text' } };
  const sections = root.__lexicalEditor.getEditorState().toJSON().root.children ?? [];
  return sections
    .flatMap((section) => section.children ?? [])
    .map((block, index) => ({
      shape: block.shape ?? plain,
      words: wordsOf(block),
      drawn: drawnText(elements[index]),
      stateText: wordsOf(block)
        .replaceAll('\n', '')
        .replaceAll(/\u{fffc}<[^>]*>/gu, ''),
    }));

  function wordsOf(node: Node): string {
    if (node.type === 'linebreak') return '\n';
    if (node.type === 'image') return `\u{fffc}<${node.image?.url ?? ''}>`;
    return node.text ?? (node.children ?? []).map(wordsOf).join('');
  }

  function drawnText(element: Element | undefined): string {
    const copy = element?.cloneNode(true) as Element | undefined;
    for (const image of copy?.querySelectorAll('.image') ?? []) image.remove();
    return copy?.textContent ?? '';
  }
}

function tellShown({ shape, words }: ShownBlock): ToldBlock {
  const { leaf } = shape;
  // A rule that somebody wrote on is a paragraph from then on.
  const kind = leaf.kind === 'rule' && words !== '' ? 'text' : leaf.kind;
  const isSource = kind === 'opaque' || kind === 'code';
  return {
    place: placeOf(shape.inside, shape.opens, isEmptyText(kind, words)),
    kind: `${kind}${leaf.level ?? ''}`,
    words: isSource ? words : trimmed(words),
  };
}

function tellRead(block: Block): ToldBlock {
  const { inside, opens, body } = block;
  switch (body.kind) {
    case 'paragraph':
    case 'heading': {
      const words = trimmed(wordsOf(body.content));
      const level = body.kind === 'heading' ? body.level : '';
      const kind = body.kind === 'heading' ? 'heading' : 'text';
      return {
        place: placeOf(inside, opens, isEmptyText(kind, words)),
        kind: `${kind}${level}`,
        words,
      };
    }
    case 'code':
      return { place: placeOf(inside, opens, false), kind: 'code', words: body.text };
    case 'rule':
      return { place: placeOf(inside, opens, false), kind: 'rule', words: '' };
    default:
      return { place: placeOf(inside, opens, false), kind: 'opaque', words: blockText(block) };
  }
}

function wordsOf(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.type === 'text') return inline.text;
      if (inline.type === 'break') return '\n';
      return inline.type === 'image' ? `\u{fffc}<${inline.url}>` : inline.source;
    })
    .join('');
}

/** Blanks at the ends of a line say nothing in Markdown. */
function trimmed(words: string): string {
  return words
    .split('\n')
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

function isEmptyText(kind: string, words: string): boolean {
  return kind === 'text' && trimmed(words) === '';
}

function placeOf(
  inside: readonly ContainerKind[],
  opens: readonly Container[],
  isEmpty: boolean,
): string {
  const begun = opens.map((container) => {
    if (container.kind !== 'item') return container.kind;
    // A box needs words behind it.
    const box = isEmpty || container.task === null ? '' : ` ${container.task}`;
    return `${container.marker}${box}`;
  });
  return [...inside, ...begun].join(' > ');
}

/** Markdown has no empty paragraph, and cannot hold every empty item; those wait in the editor. */
function canBeWritten({ kind, words }: ToldBlock): boolean {
  return kind !== 'text' || words !== '';
}

/** Source that was edited by hand says what Markdown makes of it. */
function isComparable({ shape, words }: ShownBlock): boolean {
  const { leaf } = shape;
  if (leaf.kind !== 'opaque' || words === leaf.text) return true;
  return false;
}
