import { useState } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { bindingProblem, type CustomKeys } from '../../../shared/keys/bindings.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { commandGroups } from '../keys/groups.ts';
import { keyLabel } from '../keys/label.ts';
import { presentBindings } from '../state/bindings.ts';
import buttons from './Buttons.module.css';
import { KeyRow } from './KeyRow.tsx';
import styles from './KeySettings.module.css';
import { SearchField } from './SearchField.tsx';

/** The keys of every command, to be changed by pressing others. */
export function KeySettings() {
  const { actions, store } = useApp();
  const words = useWords();
  const { text } = words;
  const platform = useAppState((state) => state.platform);
  const bindings = useAppState(presentBindings);
  const custom = useAppState((state) => state.settings.keys);
  const [searched, setSearched] = useState('');
  const [taking, setTaking] = useState<CommandId | null>(null);
  const [said, setSaid] = useState<{ readonly words: string; readonly isProblem: boolean } | null>(
    null,
  );

  function save(keys: CustomKeys): void {
    setTaking(null);
    void actions.changeSettings({ keys });
  }

  function reset(id: CommandId): void {
    setSaid(null);
    save(Object.fromEntries(Object.entries(custom).filter(([other]) => other !== id)));
  }

  /** Takes a pressed key, or says why it cannot be taken. */
  function take(id: CommandId, written: string | null): void {
    if (written === null) {
      setSaid({ words: text('settings.keys.ime'), isProblem: true });
      return;
    }
    const present = presentBindings(store.get());
    const problem = bindingProblem(id, written, present, platform);
    const keys = keyLabel(written, platform);
    if (problem === null) {
      save({ ...custom, [id]: [written] });
      const name = text(`command.${id}`);
      setSaid({ words: text('settings.keys.changed', { name, keys }), isProblem: false });
    } else setSaid({ words: problemWords(problem, keys), isProblem: true });
  }

  function problemWords(
    problem: NonNullable<ReturnType<typeof bindingProblem>>,
    keys: string,
  ): string {
    switch (problem.kind) {
      case 'taken':
        return text('settings.keys.taken', { keys, name: text(`command.${problem.by}`) });
      case 'types':
        return platform === 'darwin'
          ? text('settings.keys.types.mac', { keys })
          : text('settings.keys.types', { keys });
      case 'system':
        return text('settings.keys.system', { keys });
      case 'ime':
        return text('settings.keys.ime');
      case 'unclear':
        return text('settings.keys.unclear');
    }
  }

  return (
    <div className={styles.keys}>
      <SearchField label={text('settings.keys.search')} onSearch={setSearched} />
      <p className={styles.said} role="status" data-problem={said?.isProblem || undefined}>
        {said?.words}
      </p>
      <div className={styles.list}>
        {commandGroups(searched, words, bindings, platform).map(({ title, commands }) => (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <ul className={styles.rows}>
              {commands.map(({ id, name }) => (
                <KeyRow
                  key={id}
                  id={id}
                  name={name}
                  isTaking={taking === id}
                  isCustom={Object.hasOwn(custom, id)}
                  onTaking={(is) => {
                    setTaking(is ? id : null);
                    if (is) setSaid(null);
                  }}
                  onKey={(written) => take(id, written)}
                  onNone={() => save({ ...custom, [id]: [] })}
                  onReset={() => reset(id)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className={buttons.row}>
        <button
          type="button"
          className={buttons.button}
          disabled={Object.keys(custom).length === 0}
          onClick={() => {
            setSaid(null);
            save({});
          }}
        >
          {text('settings.keys.resetAll')}
        </button>
      </div>
    </div>
  );
}
