import type { CommandId } from '../../../shared/commands.ts';
import { useAppState } from '../app-context.ts';
import { presentBindings } from '../state/bindings.ts';
import styles from './Keys.module.css';
import { keyLabel } from './label.ts';

/** The present keys of a command, each as a small key cap. */
export function Keys({ id }: { readonly id: CommandId }) {
  const platform = useAppState((state) => state.platform);
  const keys = useAppState(presentBindings).get(id) ?? [];
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {keyLabel(key, platform)}
        </kbd>
      ))}
    </span>
  );
}
