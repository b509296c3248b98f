/** What a figure may cost: at most this share of the yardstick, at most this much in itself. */
export interface Budget {
  readonly ratio?: number;
  readonly most?: number;
}

/** One line of a benchmark's table. */
export interface Row {
  readonly work: string;
  readonly unit: 'ms' | 'MiB' | 'KiB';
  readonly figure: number;
  /** What it is compared with, measured in the same run; null where there is nothing to compare. */
  readonly yardstick: { readonly name: string; readonly figure: number } | null;
  /** Null for a figure that is only told. */
  readonly budget: Budget | null;
  /** Every measurement behind the figures, by whom, in the order of the rounds. */
  readonly raw?: Readonly<Record<string, readonly number[]>>;
  /** Its share of the yardstick turn by turn, where both were measured by turns. */
  readonly ratios?: readonly number[];
}

/** What a benchmark gives back. */
export interface BenchResult {
  readonly name: string;
  readonly rows: readonly Row[];
  /** What the reader must know to read the figures. */
  readonly remarks?: readonly string[];
}

export interface BenchOptions {
  /** How many rounds are counted; one more is run first and dropped. */
  readonly rounds: number;
  /** Only to see that it runs to its end: no round is dropped, and what takes long is cut short. */
  readonly trial: boolean;
}

/** A row's share of its yardstick; null where there is none. */
export function ratioOf({ figure, yardstick }: Row): number | null {
  return yardstick === null || yardstick.figure === 0 ? null : figure / yardstick.figure;
}

/** Whether a row keeps its budget; null where it has none. */
export function isMet(row: Row): boolean | null {
  const { budget } = row;
  if (budget === null) return null;
  const ratio = ratioOf(row);
  const ratioKept = budget.ratio === undefined || (ratio !== null && ratio <= budget.ratio);
  return ratioKept && (budget.most === undefined || row.figure <= budget.most);
}
