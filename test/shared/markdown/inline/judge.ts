import type { Definition, Nodes, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import {
  type Definitions,
  type LinkTarget,
  normaliseLabel,
} from '../../../../shared/markdown/inline/index.ts';
import type { Inline, Mark } from '../../../../shared/markdown/model.ts';

/** The order of marks in the model. */
const ORDER = ['link', 'strong', 'emphasis', 'strike', 'code'];

/** Reads Markdown with mdast, our independent judge. */
export function readMdast(markdown: string): Nodes {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The definitions of a tree, as the engine wants them. */
export function definitionsOf(tree: Nodes): Definitions {
  const targets = new Map<string, LinkTarget>();
  const footnotes = new Set<string>();
  const visit = (node: Nodes): void => {
    if (node.type === 'definition') {
      const label = definitionLabel(node);
      if (!targets.has(label)) targets.set(label, { url: node.url, title: node.title ?? null });
    }
    if (node.type === 'footnoteDefinition') footnotes.add(`^${normaliseLabel(node.identifier)}`);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return { has: (label) => targets.has(label) || footnotes.has(label), get: (l) => targets.get(l) };
}

function definitionLabel(node: Definition): string {
  return normaliseLabel(node.identifier);
}

/**
 * The content of a paragraph or heading as mdast reads it, in the model's terms.
 *
 * A soft break is a line end in a text, as mdast has it; see `judged`.
 */
export function contentOf(
  nodes: readonly PhrasingContent[],
  source: string,
  definitions: Definitions,
): Inline[] {
  return nodes.flatMap((node) => inlinesOf(node, source, definitions, []));
}

function inlinesOf(
  node: PhrasingContent,
  source: string,
  definitions: Definitions,
  marks: readonly Mark[],
): Inline[] {
  const slice = source.slice(node.position?.start.offset, node.position?.end.offset);
  const inside = (children: readonly PhrasingContent[], mark: Mark | null): Inline[] =>
    children.flatMap((child) =>
      inlinesOf(child, source, definitions, mark === null ? marks : withMark(marks, mark)),
    );
  const link = (children: readonly PhrasingContent[], target: LinkTarget): Inline[] => {
    const literal = node.position === undefined || !/^[<[]/.test(slice);
    if (children.length === 0) return [{ type: 'source', source: slice, marks }];
    return inside(children, literal ? null : { type: 'link', ...target });
  };
  switch (node.type) {
    case 'text':
      return [{ type: 'text', text: node.value, marks }];
    case 'inlineCode': {
      const text = node.value.replaceAll('\n', ' ');
      return [{ type: 'text', text, marks: withMark(marks, { type: 'code' }) }];
    }
    case 'emphasis':
      return inside(node.children, { type: 'emphasis' });
    case 'strong':
      return inside(node.children, { type: 'strong' });
    case 'delete':
      return inside(node.children, { type: 'strike' });
    case 'break':
      return [{ type: 'break', hard: true, marks }];
    case 'html':
    case 'footnoteReference':
      return [{ type: 'source', source: slice, marks }];
    case 'link':
      return link(node.children, { url: node.url, title: node.title ?? null });
    case 'linkReference':
      return link(node.children, targetOf(node.identifier, definitions));
    case 'image':
      return [
        { type: 'image', alt: node.alt ?? '', url: node.url, title: node.title ?? null, marks },
      ];
    case 'imageReference': {
      const target = targetOf(node.identifier, definitions);
      return [{ type: 'image', alt: node.alt ?? '', ...target, marks }];
    }
    default:
      throw new Error(`Unexpected node in ${slice}`);
  }
}

function targetOf(identifier: string, definitions: Definitions): LinkTarget {
  const target = definitions.get(normaliseLabel(identifier));
  if (target === undefined) throw new Error(`No definition of ${identifier}`);
  return target;
}

function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  return [...marks.filter((each) => each.type !== mark.type), mark].toSorted(
    (one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type),
  );
}

/** Content in the form both readings share: soft breaks as line ends in text. */
export function judged(content: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of content) {
    const each: Inline =
      inline.type === 'break' && !inline.hard
        ? { type: 'text', text: '\n', marks: inline.marks }
        : inline;
    const last = joined.at(-1);
    if (each.type === 'text' && each.text === '') continue;
    if (
      each.type === 'text' &&
      last?.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(each.marks)
    ) {
      joined[joined.length - 1] = { ...last, text: last.text + each.text };
    } else joined.push(each);
  }
  return joined;
}
