import type { LexicalEditor, LexicalNode, NodeKey } from 'lexical';

/**
 * Makes the states of an editor share their nodes, whatever their number.
 *
 * Each update makes a state of its own. Below 1,000 nodes Lexical 0.52 copies the map of all of them
 * for that, several times a key, and the undo history keeps each copy; above, it has a map that
 * shares. A note of a day, and a long one of which little is filled, lie below. So the editor begins
 * with a map of that kind, the one that Lexical has for its elements; its clones are of that kind too.
 */
export function shareNodes(editor: LexicalEditor): void {
  const SharingMap = editor._keyToDOMMap.constructor as new () => Map<NodeKey, LexicalNode>;
  const nodes = new SharingMap();
  for (const [key, node] of editor._editorState._nodeMap) nodes.set(key, node);
  editor._editorState._nodeMap = nodes;
}
