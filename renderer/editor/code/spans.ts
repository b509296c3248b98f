import type { ElementContent, RootContent } from 'hast';

/** A stretch of code that has a colour of its own. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** The few colours of code, by the scopes of highlight.js that wear them. */
const KINDS: readonly (readonly [kind: string, scopes: RegExp])[] = [
  ['comment', /^(?:comment|quote|doctag)$/],
  ['string', /^(?:string|regexp|char|addition|symbol|subst|template-variable|link)$/],
  ['number', /^(?:number|literal|bullet)$/],
  ['keyword', /^(?:keyword|selector-tag|tag|name|operator|deletion|section)$/],
  ['name', /^(?:title|function|class|type|built_in|selector-id|selector-class)$/],
  ['attribute', /^(?:attr|attribute|variable|property|params|meta|selector-attr)$/],
];

type Lowlight = ReturnType<typeof import('lowlight')['createLowlight']>;
let loading: Promise<Lowlight> | null = null;

/** Loads the grammars once, when the first code is seen. They are files of the app: nothing is fetched. */
function lowlight(): Promise<Lowlight> {
  loading ??= import('lowlight').then(({ createLowlight, common }) => createLowlight(common));
  return loading;
}

/** Where code has colours, in order and without overlap; none for a language that is not known. */
export async function colouredSpans(code: string, info: string): Promise<readonly Span[]> {
  const language = /^[\w+#.-]+/.exec(info)?.[0]?.toLowerCase();
  if (language === undefined || code === '') return [];
  const grammars = await lowlight();
  if (!grammars.registered(language)) return [];
  const spans: Span[] = [];
  let at = 0;
  const walk = (nodes: readonly (RootContent | ElementContent)[], outer: string | null): void => {
    for (const node of nodes) {
      if (node.type === 'text') {
        if (outer !== null) spans.push({ from: at, to: at + node.value.length, kind: outer });
        at += node.value.length;
      } else if (node.type === 'element') {
        walk(node.children, kindOf(node.properties.className) ?? outer);
      }
    }
  };
  walk(grammars.highlight(language, code).children, null);
  return spans;
}

function kindOf(classes: unknown): string | null {
  const [first] = Array.isArray(classes) ? classes : [];
  const scope = String(first ?? '').replace(/^hljs-/, '');
  return KINDS.find(([, scopes]) => scopes.test(scope))?.[0] ?? null;
}
