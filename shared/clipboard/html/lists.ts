import type { Container, ContainerKind } from '../../markdown/model.ts';
import { attribute, type HtmlElement, styleOf, textOf } from './tree.ts';

type Item = Extract<Container, { kind: 'item' }>;

/** Where the reading of a list is. */
export interface ListPlace {
  /** What holds the outermost list. */
  readonly base: ContainerKind[];
  /** The depth of the last item that has words; -1 before the first. */
  deepest: number;
  /** How many list elements are open. */
  open: number;
  readonly lists: { readonly element: HtmlElement; count: number }[];
  /** The item that was entered last. */
  current?: { readonly item: Container; readonly depth: number };
}

/** The item that an `li` begins, and its level from 1. */
export function listItem(
  element: HtmlElement,
  list: ListPlace,
): { readonly level: number; readonly item: Item } {
  const inner = list.lists.at(-1);
  const level = saidLevel(element, inner?.element ?? null) ?? Math.max(1, list.open);
  const number = inner === undefined ? 1 : numberOf(element, inner);
  const ordered = inner?.element.tagName === 'ol';
  return {
    level,
    item: { kind: 'item', marker: ordered ? `${number}.` : '-', task: taskOf(element) },
  };
}

/**
 * The level that a list says of itself, where its elements do not nest: Google Docs tells it to
 * assistive technology, Slack counts from 0 in a note of its own.
 */
function saidLevel(element: HtmlElement, list: HtmlElement | null): number | null {
  const level = Number.parseInt(attribute(element, 'ariaLevel'), 10);
  if (level >= 1) return level;
  const indent =
    attribute(element, 'dataStringifyIndent') ||
    (list === null ? '' : attribute(list, 'dataIndent'));
  return /^\d+$/.test(indent) ? Number(indent) + 1 : null;
}

function numberOf(
  element: HtmlElement,
  list: { readonly element: HtmlElement; count: number },
): number {
  const start = Number.parseInt(attribute(list.element, 'start'), 10);
  const value = Number.parseInt(attribute(element, 'value'), 10);
  const number = value >= 0 ? value : (Number.isNaN(start) ? 1 : start) + list.count;
  list.count++;
  return Math.min(Math.max(0, number), 999_999_999);
}

/** A checklist of Google Docs says so by its role. */
function taskOf(element: HtmlElement): Item['task'] {
  if (attribute(element, 'role') !== 'checkbox') return null;
  return attribute(element, 'ariaChecked') === 'true' ? 'done' : 'open';
}

/**
 * The item that a paragraph of Word is, or null.
 *
 * Word has no lists in its HTML: paragraphs carry their list and level in a style of its own, and
 * the marker as words that it marks as to be ignored.
 */
export function wordItem(
  element: HtmlElement,
): { readonly level: number; readonly item: Item } | null {
  const list = styleOf(element, 'mso-list');
  const level = /\blevel(\d)\b/.exec(list)?.[1];
  if (level === undefined) return null;
  const marker = /^\(?([0-9]{1,9}|[a-z]|[ivx]+)[.)]/i.exec(markerWords(element).trim());
  const number = Number.parseInt(marker?.[1] ?? '', 10);
  return {
    level: Number(level),
    item: {
      kind: 'item',
      marker: marker === null ? '-' : `${Number.isNaN(number) ? 1 : number}.`,
      task: null,
    },
  };
}

function markerWords(element: HtmlElement): string {
  for (const child of element.children) {
    if (child.type !== 'element') continue;
    if (isWordMarker(child)) return textOf(child);
    const inner = markerWords(child);
    if (inner !== '') return inner;
  }
  return '';
}

/** The marker that Word wrote out for programs that know nothing of its lists. */
export function isWordMarker(element: HtmlElement): boolean {
  return styleOf(element, 'mso-list') === 'ignore';
}
