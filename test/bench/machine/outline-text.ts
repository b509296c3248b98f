const WORDS = [
  'サービス',
  'cluster',
  '移行の流れ',
  'kubernetes',
  '構成',
  'ログ',
  'monitoring',
  '課題と方針',
] as const;
const DEEPEST = 6;
const ITEMS_OF_TALK = 500;

/**
 * A note of so many items, as people write them: depth wanders between 0 and 6, Japanese and
 * English mixed, one to six words, a talk every 500 items.
 *
 * The same for the same number, so that runs compare. Every item's last word is its own.
 */
export function outlineText(items: number): string {
  const random = createRandom(7);
  const lines = ['# Talk 0', ''];
  let depth = 0;
  for (let item = 0; item < items; item++) {
    if (item > 0 && item % ITEMS_OF_TALK === 0) {
      lines.push('', `# Talk ${item / ITEMS_OF_TALK}`, '');
      depth = 0;
    } else if (item > 0) {
      // At most one deeper than the item before: more would be a code block.
      depth = Math.min(DEEPEST, Math.max(0, depth + random(3) - 1));
    }
    const words = Array.from({ length: 1 + random(6) }, () => WORDS[random(WORDS.length)]);
    lines.push(`${'    '.repeat(depth)}- ${words.join(' ')} n${item}x`);
  }
  return `${lines.join('\n')}\n`;
}

/** Numbers below a limit that look random and are the same each time (Lehmer's generator). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}
