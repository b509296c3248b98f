/**
 * A parsed page as plain data: the part of a hast tree that is read.
 *
 * Made by an inert parser (renderer/editor/clipboard/inert.ts); nothing here touches the DOM.
 */
export interface HtmlElement {
  readonly type: 'element';
  readonly tagName: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly children: readonly HtmlNode[];
}

export type HtmlNode =
  | HtmlElement
  | { readonly type: 'text'; readonly value: string }
  /** Comments and the like: never read. */
  | { readonly type: 'comment' | 'doctype' };

/** An attribute as text; empty where it is missing. hast names them as the DOM does: `dataIndent`. */
export function attribute({ properties }: HtmlElement, name: string): string {
  const value = properties[name];
  if (value === true) return 'true';
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** One property of an element's own style, lower case; empty where it is not set. */
export function styleOf(element: HtmlElement, property: string): string {
  // The parser was given styles under another name; see `unstyled`.
  const style = attribute(element, 'dataStyle');
  if (style === '') return '';
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0 && declaration.slice(0, colon).trim().toLowerCase() === property)
      return declaration
        .slice(colon + 1)
        .trim()
        .toLowerCase();
  }
  return '';
}

/** Never read, with all that is in them. */
const SKIPPED = new Set(
  (
    'head script style template noscript iframe frame frameset object embed applet svg math canvas ' +
    'audio video source track map area link meta title base select option textarea button dialog xml'
  ).split(' '),
);

/** True for what is no part of the words: programs, forms, and what the page itself hides. */
export function isSkipped(element: HtmlElement): boolean {
  if (SKIPPED.has(element.tagName) || element.tagName.includes(':')) return !isOfficeText(element);
  if (element.properties.hidden === true || attribute(element, 'ariaHidden') === 'true')
    return true;
  return styleOf(element, 'display') === 'none' || styleOf(element, 'mso-hide') === 'all';
}

/** Word wraps places and paragraphs in elements of its own, such as `o:p` and `st1:city`. */
function isOfficeText({ tagName }: HtmlElement): boolean {
  return /^(?:o:p|st1:\w+|w:sdt\w*)$/.test(tagName);
}

/** All text of an element, line breaks as `\n`, of an image what it says in words; for code. */
export function textOf(node: HtmlNode): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || isSkipped(node)) return '';
  if (node.tagName === 'br') return '\n';
  if (node.tagName === 'img') return attribute(node, 'alt');
  let text = '';
  for (const child of node.children) {
    // VS Code copies each line of code as a block of its own.
    const isLine = child.type === 'element' && (child.tagName === 'div' || child.tagName === 'p');
    if (isLine && text !== '' && !text.endsWith('\n')) text += '\n';
    const words = textOf(child);
    text += words;
    if (isLine && !words.endsWith('\n')) text += '\n';
  }
  return text;
}

/** The elements of a name below a node, in order, not looking inside those found. */
export function elementsIn(node: HtmlNode, names: ReadonlySet<string>): HtmlElement[] {
  if (node.type !== 'element') return [];
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    return names.has(child.tagName) ? [child] : elementsIn(child, names);
  });
}
