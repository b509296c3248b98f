import { Popover } from '@base-ui/react/popover';
import { type RefObject, useRef } from 'react';
import type { SyncStatus } from '../../../shared/sync-status.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { focusAfter } from '../frame/focus-after.ts';
import type { Words } from '../words.ts';
import styles from './SyncDetails.module.css';
import { SyncFacts } from './SyncFacts.tsx';
import { SyncTasks } from './SyncTasks.tsx';

export interface SyncDetailsProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly opener: RefObject<HTMLButtonElement | null>;
}

/** All there is to know about the sync: where to, since when, what waits, what is wrong. */
export function SyncDetails({ anchor, opener }: SyncDetailsProps) {
  const { actions } = useApp();
  const { text } = useWords();
  const sync = useAppState((state) => state.sync);
  const isOpen = useAppState((state) => state.syncDetails);
  const popup = useRef<HTMLDivElement>(null);

  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open, { event, reason }) => {
        // The opener closes by its own click; closing here first would open it again.
        const onOpener = event.target instanceof Node && opener.current?.contains(event.target);
        if (!open && !(reason === 'outside-press' && onOpener)) actions.showSyncDetails(false);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
        >
          {/* The keyboard lands on the words: a key that was still going down must not trust anything. */}
          <Popover.Popup
            className={styles.popup}
            data-beside=""
            initialFocus={popup}
            finalFocus={focusAfter(popup, opener)}
            ref={popup}
          >
            <Popover.Title className={styles.title}>{heading(sync, text)}</Popover.Title>
            <SyncExplanation sync={sync} />
            <SyncFacts sync={sync} />
            <SyncTasks sync={sync} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function heading(sync: SyncStatus, text: Words['text']): string {
  if (sync.problem !== null) return text(`problem.${sync.problem.kind}`);
  return text(`sync.state.${sync.state}`);
}

function SyncExplanation({ sync }: { readonly sync: SyncStatus }) {
  const { text } = useWords();
  const { state, problem } = sync;
  if (problem !== null) {
    const label = problem.kind === 'untrusted' ? 'sync.found' : 'sync.technical';
    return (
      <>
        <Popover.Description className={styles.explanation}>
          {text(`problem.${problem.kind}.help`)}
        </Popover.Description>
        {problem.detail !== '' && (
          <figure className={styles.technical}>
            <figcaption>{text(label)}</figcaption>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
            <pre tabIndex={0}>{problem.detail}</pre>
          </figure>
        )}
      </>
    );
  }
  if (state !== 'off' && state !== 'no-remote' && state !== 'offline') return null;
  return (
    <Popover.Description className={styles.explanation}>
      {text(`sync.explain.${state}`)}
    </Popover.Description>
  );
}
