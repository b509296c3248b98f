import type { Mark } from '../../markdown/model.ts';
import { attribute, type HtmlElement, styleOf } from './tree.ts';

/** The marks that an element gives to its words, added to those it stands in. */
export function marksAt(element: HtmlElement, outer: readonly Mark[]): readonly Mark[] {
  let marks = outer;
  const link = linkOf(element);
  if (link !== null) marks = [link, ...marks.filter(({ type }) => type !== 'link')];
  for (const type of ORDER) {
    const says = saysMark(element, type);
    const has = marks.some((mark) => mark.type === type);
    if (says === true && !has) marks = inOrder([...marks, { type }]);
    // Google Docs wraps everything in a `b` that is not bold.
    else if (says === false && has) marks = marks.filter((mark) => mark.type !== type);
  }
  return marks;
}

type PlainMark = Exclude<Mark['type'], 'link'>;

/** The model's order of marks, after the link. */
const ORDER: readonly PlainMark[] = ['strong', 'emphasis', 'strike', 'code'];

function inOrder(marks: readonly Mark[]): readonly Mark[] {
  const links = marks.filter(({ type }) => type === 'link');
  const others = ORDER.flatMap((type) => marks.filter((mark) => mark.type === type));
  return [...links, ...others];
}

const TAGS: Readonly<Record<PlainMark, ReadonlySet<string>>> = {
  strong: new Set(['b', 'strong']),
  emphasis: new Set(['i', 'em', 'cite', 'dfn', 'var']),
  strike: new Set(['s', 'strike', 'del']),
  code: new Set(['code', 'kbd', 'samp', 'tt']),
};

/** True or false where an element says so by its style or name, null where it says nothing. */
function saysMark(element: HtmlElement, type: PlainMark): boolean | null {
  return styleSays(element, type) ?? (TAGS[type].has(element.tagName) ? true : null);
}

function styleSays(element: HtmlElement, type: PlainMark): boolean | null {
  switch (type) {
    case 'strong': {
      const weight = styleOf(element, 'font-weight');
      if (weight === '') return null;
      return weight.startsWith('bold') || Number.parseInt(weight, 10) >= 600;
    }
    case 'emphasis': {
      const style = styleOf(element, 'font-style');
      return style === '' ? null : style !== 'normal';
    }
    case 'strike': {
      const line = styleOf(element, 'text-decoration') || styleOf(element, 'text-decoration-line');
      return line.includes('line-through') ? true : null;
    }
    case 'code':
      return null;
  }
}

/** Only what a note may open; every other address is left off, its words stay. */
function linkOf(element: HtmlElement): Mark | null {
  if (element.tagName !== 'a') return null;
  const url = attribute(element, 'href').trim();
  // Controls inside a scheme are ignored by browsers, so they are not looked through but refused.
  if (!/^(?:https?:\/\/|mailto:)[^\p{Cc}]+$/iu.test(url)) return null;
  return { type: 'link', url, title: null };
}
