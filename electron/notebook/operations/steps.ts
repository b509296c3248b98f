import type { NotebookStep } from '../../../shared/ipc/contract.ts';
import type { TrashPlace } from '../../trash/delete.ts';

/** A step that can be taken back. */
export interface Step extends NewStep {
  readonly id: number;
}

interface NewStep {
  readonly kind: NotebookStep['kind'];
  readonly from: string;
  readonly to: string | null;
  /** Where deleted files are held. */
  readonly hold?: string;
  readonly place?: TrashPlace;
  readonly files?: number;
}

/** What was done to the notebook since it was opened, the newest last. */
export interface Steps {
  readonly add: (step: NewStep) => Step;
  /** Puts a step that could not be taken back in again, under its id. */
  readonly putBack: (step: Step) => void;
  /** Takes a step out, or the newest one; null where there is none. */
  readonly take: (id: number | null) => Step | null;
}

/** Nobody goes back further; the trash still has what was deleted. */
const MOST_STEPS = 100;

export function createSteps(): Steps {
  let steps: readonly Step[] = [];
  let lastId = 0;
  return {
    add: (step) => {
      lastId += 1;
      const added = { ...step, id: lastId };
      steps = [...steps, added].slice(-MOST_STEPS);
      return added;
    },
    putBack: (step) => {
      steps = [...steps, step];
    },
    take: (id) => {
      const found = id === null ? steps.at(-1) : steps.find((step) => step.id === id);
      steps = steps.filter((step) => step !== found);
      return found ?? null;
    },
  };
}
