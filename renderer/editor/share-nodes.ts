import type { LexicalEditor, LexicalNode, NodeKey } from 'lexical';

/**
 * The map of Lexical 0.52 that its clones share (`GenMap`), as far as it is used here: what was there
 * when it was compacted, and beside it what came or changed since, which each clone copies.
 */
interface SharingMap<Value> extends Map<NodeKey, Value> {
  readonly _nursery: ReadonlyMap<NodeKey, Value | null> | undefined;
  compact(force: boolean): this;
}

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

/**
 * Keeps small what each state and each drawing of it copies: the nodes and elements that are new.
 *
 * Lexical lets them become half of all there are, as many as a note has that was opened in part and
 * scrolled through. Every key copied hundreds of them several times, 0.1 MB for a new line, most of
 * what it gave the garbage collector to do. Returns the cleanup.
 */
export function registerSharing(editor: LexicalEditor): () => void {
  return editor.registerUpdateListener(({ editorState }) => {
    compact(editorState._nodeMap as SharingMap<LexicalNode>);
    compact(editor._keyToDOMMap as SharingMap<HTMLElement>);
  });
}

/** To compact copies all, and each key until then copies what is new: at this number both cost the same. */
function compact<Value>(map: SharingMap<Value>): void {
  const fresh = map._nursery?.size ?? 0;
  if (fresh * fresh > 2 * map.size) map.compact(true);
}
