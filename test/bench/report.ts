import { cpus, loadavg, totalmem } from 'node:os';
import { middleHalf } from './figures.ts';
import { type BenchResult, type Budget, isMet, type Row, ratioOf } from './row.ts';

/** The computer that figures come from, with how busy it was. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const [load = 0] = loadavg();
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} x ${cpu?.model ?? 'unknown'}, ${gib} GiB, load ${load.toFixed(1)}`;
}

const HEADS = ['', 'figure', 'yardstick', '', 'ratio', 'of turns', 'budget', ''] as const;

/** Prints a benchmark's table. */
export function printBench({ name, rows, remarks = [] }: BenchResult): void {
  const table = [HEADS, ...rows.map(cells)];
  const widths = HEADS.map((_, column) =>
    Math.max(...table.map((row) => width(row[column] ?? ''))),
  );
  console.log(`\n${name}`);
  for (const row of table) {
    const line = row.map((cell, column) => pad(cell, widths[column] ?? 0, isNumber(column)));
    console.log(`  ${line.join('  ').trimEnd()}`);
  }
  for (const remark of remarks) console.log(`  ${remark}`);
}

function cells(row: Row): readonly string[] {
  const { work, unit, figure, yardstick, budget, ratios } = row;
  const ratio = ratioOf(row);
  const met = isMet(row);
  return [
    work,
    `${round(figure)} ${unit}`,
    yardstick === null ? '' : `${round(yardstick.figure)} ${unit}`,
    yardstick === null ? '' : yardstick.name,
    ratio === null ? '' : `${ratio.toFixed(2)} x`,
    ratios === undefined ? '' : spread(ratios),
    budget === null ? '' : budgetWords(budget, unit),
    met === null ? '' : met ? 'met' : 'NOT MET',
  ];
}

function budgetWords({ ratio, most }: Budget, unit: Row['unit']): string {
  const parts = [
    ...(ratio === undefined ? [] : [`${ratio} x`]),
    ...(most === undefined ? [] : [`${most} ${unit}`]),
  ];
  return `<= ${parts.join(', ')}`;
}

/** The ratios of the turns without their outer quarters. */
function spread(ratios: readonly number[]): string {
  const [low, high] = middleHalf(ratios);
  return `(${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** Three figures that count, never an exponent. */
function round(figure: number): string {
  if (!Number.isFinite(figure)) return '?';
  const digits = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2;
  return figure.toFixed(digits);
}

function isNumber(column: number): boolean {
  return column === 1 || column === 2 || column === 4;
}

function pad(cell: string, length: number, right: boolean): string {
  const blank = ' '.repeat(Math.max(0, length - width(cell)));
  return right ? blank + cell : cell + blank;
}

function width(cell: string): number {
  return [...cell].length;
}
