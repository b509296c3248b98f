import { $isLinkNode } from '@lexical/link';
import {
  $getNodeByKey,
  HISTORIC_TAG,
  HISTORY_MERGE_TAG,
  type LexicalEditor,
  type NodeKey,
} from 'lexical';
import { assetsFolderName, decodeLink, encodeLink } from '../../shared/note/name.ts';
import { $isImageNode } from './nodes/image-node.ts';

/** The names that a note had while its editor was open, and its name now. */
export interface NoteNames {
  readonly former: ReadonlySet<string>;
  readonly now: string;
}

/**
 * Keeps links to a renamed note's images right when undo brings an older text back.
 *
 * The history holds the links as they were before the note got its new name; the folder of images
 * has moved on, and undo of words must not break pictures.
 */
export function registerRelink(editor: LexicalEditor, names: () => NoteNames): () => void {
  return editor.registerUpdateListener(({ editorState, prevEditorState, tags }) => {
    const { former, now } = names();
    if (!tags.has(HISTORIC_TAG) || former.size === 0) return;
    const changed: NodeKey[] = [];
    for (const [key, node] of editorState._nodeMap) {
      if (prevEditorState._nodeMap.get(key) === node) continue;
      if ($isImageNode(node) || $isLinkNode(node)) changed.push(key);
    }
    if (changed.length === 0) return;
    const folders = [...former].map((name) => assetsFolderName(fileOf(name)));
    const folder = assetsFolderName(fileOf(now));
    editor.update(() => $relink(changed, folders, folder), { tag: HISTORY_MERGE_TAG });
  });
}

function $relink(keys: readonly NodeKey[], former: readonly string[], now: string): void {
  for (const key of keys) {
    const node = $getNodeByKey(key);
    if ($isImageNode(node)) {
      const link = node.getLink();
      const url = relinked(link.url, former, now);
      if (url !== null) node.setLink({ ...link, url });
    } else if ($isLinkNode(node)) {
      const url = relinked(node.getURL(), former, now);
      if (url !== null) node.setURL(url);
    }
  }
}

function relinked(url: string, former: readonly string[], now: string): string | null {
  const [, dot = '', folder = '', rest = ''] = /^((?:\.\/)*)([^/]+)(\/.*)$/s.exec(url) ?? [];
  return former.includes(decodeLink(folder)) ? dot + encodeLink(now) + rest : null;
}

function fileOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
