import {
  $create,
  $getState,
  $setState,
  createState,
  DecoratorNode,
  type EditorConfig,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';
import { drawImage, drawWords } from '../images/image-view.ts';

/** What an image link says. */
export interface ImageLink {
  readonly alt: string;
  /** The link as written: relative to the note, or an address. */
  readonly url: string;
  readonly title: string | null;
}

const linkState = createState('image', {
  parse: (value): ImageLink =>
    value === undefined ? { alt: '', url: '', title: null } : (value as ImageLink),
});

/**
 * An image inside a block.
 *
 * It draws itself without React: a day of slides is 150 of them, and a key must not wait for any.
 */
export class ImageNode extends DecoratorNode<null> {
  override $config() {
    return this.config('image', {
      extends: DecoratorNode,
      stateConfigs: [{ flat: true, stateConfig: linkState }],
    });
  }

  getLink(): ImageLink {
    return $getState(this, linkState);
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const element = document.createElement('span');
    element.className = 'image';
    element.contentEditable = 'false';
    drawImage(element, $getState(this, linkState, 'direct'), editor);
    return element;
  }

  setLink(link: ImageLink): this {
    return $setState(this, linkState, link);
  }

  /** Other words change the picture's words; another address is another picture. */
  override updateDOM(previous: this, element: HTMLElement): boolean {
    const link = $getState(this, linkState, 'direct');
    const before = $getState(previous, linkState, 'direct');
    if (link.url !== before.url) return true;
    if (link !== before) drawWords(element, link);
    return false;
  }

  override decorate(): null {
    return null;
  }

  override isInline(): true {
    return true;
  }

  override getTextContent(): string {
    return '';
  }
}

export function $createImageNode(link: ImageLink): ImageNode {
  return $setState($create(ImageNode), linkState, link);
}

export function $isImageNode(node: LexicalNode | null | undefined): node is ImageNode {
  return node instanceof ImageNode;
}
