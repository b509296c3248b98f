import { $isLinkNode } from '@lexical/link';
import {
  $getNodeByKey,
  HISTORIC_TAG,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { assetsFolderName, decodeLink, encodeLink } from '../../shared/note/name.ts';
import { $isImageNode, ImageNode } from './nodes/image-node.ts';

/** The names that a note had while its editor was open, and its name now. */
export interface NoteNames {
  readonly former: ReadonlySet<string>;
  readonly now: string;
  /** Files in the note's folder of images that became others: the name then, and the name now. */
  readonly shrunk: ReadonlyMap<string, string>;
}

/**
 * Keeps links to a note's images right when undo or paste brings older ones back.
 *
 * The history holds the links as they were before the note got its new name, or an image its smaller
 * file; undo of words must not break pictures.
 */
export function registerRelink(editor: LexicalEditor, names: () => NoteNames): () => void {
  const onUndo = editor.registerUpdateListener(({ editorState, prevEditorState, tags }) => {
    const { former, shrunk } = names();
    if (!tags.has(HISTORIC_TAG) || former.size + shrunk.size === 0) return;
    const changed: NodeKey[] = [];
    for (const [key, node] of editorState._nodeMap) {
      if (prevEditorState._nodeMap.get(key) === node) continue;
      if ($isImageNode(node) || $isLinkNode(node)) changed.push(key);
    }
    if (changed.length === 0) return;
    editor.update(
      () => {
        for (const key of changed) $relink($getNodeByKey(key), names());
      },
      { tag: HISTORY_MERGE_TAG },
    );
  });
  const onPaste = editor.registerNodeTransform(ImageNode, (node) => {
    if (names().shrunk.size > 0 && !editor.isComposing()) $relink(node, names());
  });
  return mergeRegister(onUndo, onPaste);
}

function $relink(node: LexicalNode | null, names: NoteNames): void {
  if ($isImageNode(node)) {
    const link = node.getLink();
    const url = relinked(link.url, names);
    if (url !== null) node.setLink({ ...link, url });
  } else if ($isLinkNode(node)) {
    const url = relinked(node.getURL(), names);
    if (url !== null) node.setURL(url);
  }
}

/** Where a link of the note leads now; null for one that leads where it did. */
export function relinked(url: string, { former, now, shrunk }: NoteNames): string | null {
  const [, dot = '', folder = '', file = ''] = /^((?:\.\/)*)([^/]+)\/(.*)$/s.exec(url) ?? [];
  const current = assetsFolderName(fileOf(now));
  const name = decodeLink(folder);
  const isFormer = [...former].some((one) => assetsFolderName(fileOf(one)) === name);
  const smaller = shrunk.get(decodeLink(file));
  if (!isFormer && (name !== current || smaller === undefined)) return null;
  return `${dot}${encodeLink(current)}/${smaller === undefined ? file : encodeLink(smaller)}`;
}

function fileOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
