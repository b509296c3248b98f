import { $getRoot, isCurrentlyReadOnlyMode } from 'lexical';
import { $isBlockNode, type BlockNode } from './nodes/block-node.ts';
import { $fillSection, $isSectionNode } from './nodes/section-node.ts';

/** The last block of the note; null where there is none, or none that a mere reading can see. */
export function $lastBlock(): BlockNode | null {
  const section = $getRoot().getLastChild();
  if (!$isSectionNode(section)) return null;
  if (!isCurrentlyReadOnlyMode()) $fillSection(section);
  const last = section.getLastChild();
  return $isBlockNode(last) ? last : null;
}
