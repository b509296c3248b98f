import { $create, IS_CODE, type LexicalNode, TextNode } from 'lexical';

/** Inline Markdown that is not modelled (HTML, footnote references): shown and edited as written. */
export class SourceTextNode extends TextNode {
  override $config() {
    return this.config('source-text', { extends: TextNode });
  }

  override createDOM(...args: Parameters<TextNode['createDOM']>): HTMLElement {
    const element = super.createDOM(...args);
    element.classList.add('source-text');
    return element;
  }

  /** Source within code would be letters, and no source any more: other marks only. */
  override setFormat(...[format]: Parameters<TextNode['setFormat']>): this {
    return super.setFormat(typeof format === 'number' ? format & ~IS_CODE : format);
  }

  override canInsertTextBefore(): boolean {
    return false;
  }

  override canInsertTextAfter(): boolean {
    return false;
  }
}

export function $createSourceTextNode(source: string): SourceTextNode {
  return $create(SourceTextNode).setTextContent(source);
}

export function $isSourceTextNode(node: LexicalNode | null | undefined): node is SourceTextNode {
  return node instanceof SourceTextNode;
}
