/** An event's note: talks of a hundred items, four levels deep. */
export function outline(items: number): string {
  const depths = [0, 1, 1, 2, 1, 2, 3, 0, 1, 1];
  const lines = Array.from({ length: items }, (_, index) => {
    const heading = index % 100 === 0 ? `\n# Talk ${index} (30min)\n\n` : '';
    return `${heading}${'    '.repeat(depths[index % 10] ?? 0)}- item ${index} クラスタの更新\n`;
  });
  return `Event\n=====\n${lines.join('')}`;
}
