/**
 * HTML whose styles and base address are data.
 *
 * A `style` attribute becomes `data-style`, a style sheet the content of a field that nobody reads, a
 * `base` a link to nothing. Even in a document that is never shown a browser tries to apply them, and
 * the page's security policy complains about each. Only tags are looked at, words never change; one
 * pass.
 */
export function unstyled(html: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', Math.max(copied, at + 1))) {
    const name = TAG.exec(html.slice(at, at + LONGEST_NAME))?.[0];
    if (name === undefined) continue;
    const end = tagEnd(html, at + name.length);
    parts.push(html.slice(copied, at), withoutStyle(html.slice(at, end)));
    copied = end;
  }
  return parts.join('') + html.slice(copied);
}

const TAG = /^<\/?[a-z][^\s/>]*/i;
const LONGEST_NAME = 64;

/** Where a tag ends: at a `>` that is not in quotes, or where its quotes never do. */
function tagEnd(html: string, from: number): number {
  // A quote means something only where a value may begin.
  let valueMayBegin = false;
  for (let at = from; at < html.length; at++) {
    const letter = html.charAt(at);
    if (letter === '>') return at + 1;
    if (valueMayBegin && (letter === '"' || letter === "'")) {
      const close = html.indexOf(letter, at + 1);
      if (close === -1) return html.length;
      at = close;
      valueMayBegin = false;
    } else if (!/\s/.test(letter)) valueMayBegin = letter === '=';
  }
  return html.length;
}

/** Also where what looks like one tag is several to a browser, as after a comment that ends early. */
function withoutStyle(source: string): string {
  return source
    .replace(/(?<=<\/?)style(?=[\s/>])/gi, 'textarea')
    .replace(/(?<=<)base(?=[\s/>])/gi, 'link')
    .replace(/(?<=[\s/"'])style(?=\s*=)/gi, 'data-style');
}
