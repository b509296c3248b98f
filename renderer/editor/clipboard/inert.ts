import { fromDom } from 'hast-util-from-dom';
import type { HtmlNode } from '../../../shared/clipboard/html/tree.ts';
import { unstyled } from '../../../shared/clipboard/html/unstyled.ts';

/**
 * Parses pasted HTML without any of it coming to life (law 7).
 *
 * The document that `DOMParser` makes has no window: it runs no script, loads no image or style and
 * is never put into the page. It is read as plain data at once, and only that leaves this file.
 */
export function parseInert(html: string): { readonly children: readonly HtmlNode[] } {
  const parsed = new DOMParser().parseFromString(trusted(unstyled(html)), 'text/html');
  const tree = fromDom(parsed.body);
  return 'children' in tree ? { children: tree.children as readonly HtmlNode[] } : { children: [] };
}

/** Trusted Types let HTML be parsed in this one place, by this policy's name. */
function trusted(html: string): string {
  policy ??= factory()?.createPolicy('backrow-paste', { createHTML: (text) => text }) ?? null;
  return (policy?.createHTML(html) ?? html) as string;
}

interface Policy {
  createHTML(html: string): unknown;
}

let policy: Policy | null = null;

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): Policy;
}

function factory(): PolicyFactory | undefined {
  return (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
}
