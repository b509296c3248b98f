import { CodeNode } from '@lexical/code-core';
import { buildEditorFromExtensions } from '@lexical/extension';
import { createHeadlessEditor } from '@lexical/headless';
import { LinkNode } from '@lexical/link';
import { ListItemNode, ListNode } from '@lexical/list';
import {
  $convertFromMarkdownString as $fromText,
  $convertToMarkdownString as $toText,
  TRANSFORMERS,
} from '@lexical/markdown';
import {
  $convertFromMarkdownString,
  $convertToMarkdownString,
  MdastCommonMarkExtension,
  MdastExtension,
  MdastGfmExtension,
} from '@lexical/mdast';
import { HeadingNode, QuoteNode } from '@lexical/rich-text';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';
import { defaultMarkdownParser, defaultMarkdownSerializer } from 'prosemirror-markdown';
import { parse, print } from '../../../shared/markdown/index.ts';

/** A way to open a note and to save it without an edit. */
export interface Editor {
  readonly name: string;
  readonly openAndSave: (text: string) => string;
}

/** Those whose faithfulness is compared, each in the way that its own manual shows. */
export function editors(): readonly Editor[] {
  return [
    // By other objects, so that nothing remembered from the reading helps.
    { name: 'Backrow', openAndSave: (text) => print(stranger(text)) },
    { name: '@lexical/markdown', openAndSave: lexicalMarkdown() },
    { name: '@lexical/mdast', openAndSave: lexicalMdast() },
    { name: 'mdast-util-to-markdown', openAndSave: mdast },
    { name: 'prosemirror-markdown', openAndSave: proseMirror },
  ];
}

function stranger(text: string) {
  const note = parse(text);
  return { ...note, blocks: note.blocks.map((block) => ({ ...block })) };
}

function lexicalMarkdown(): (text: string) => string {
  const nodes = [HeadingNode, QuoteNode, ListNode, ListItemNode, LinkNode, CodeNode];
  const editor = createHeadlessEditor({
    nodes,
    onError: (error) => {
      throw error;
    },
  });
  return (text) => {
    editor.update(() => $fromText(text, TRANSFORMERS, undefined, true), { discrete: true });
    return editor.getEditorState().read(() => $toText(TRANSFORMERS, undefined, true));
  };
}

function lexicalMdast(): (text: string) => string {
  const editor = buildEditorFromExtensions({
    name: 'fidelity',
    dependencies: [MdastCommonMarkExtension, MdastGfmExtension, MdastExtension],
  });
  return (text) => {
    editor.update(() => $convertFromMarkdownString(text), { discrete: true });
    return editor.read(() => $convertToMarkdownString());
  };
}

function mdast(text: string): string {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return toMarkdown(tree, { extensions: [gfmToMarkdown()] });
}

function proseMirror(text: string): string {
  return defaultMarkdownSerializer.serialize(defaultMarkdownParser.parse(text));
}
