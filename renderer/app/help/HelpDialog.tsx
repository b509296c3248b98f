import { useDeferredValue, useState } from 'react';
import { useAppState, useWords } from '../app-context.ts';
import { AppDialog } from '../dialogs/AppDialog.tsx';
import { SearchField } from '../dialogs/SearchField.tsx';
import { commandGroups } from '../keys/groups.ts';
import { Keys } from '../keys/Keys.tsx';
import { presentBindings } from '../state/bindings.ts';
import { fold } from '../state/note-list.ts';
import styles from './HelpDialog.module.css';
import { typingRules } from './typing-rules.ts';

/** All commands with their present keys, and what typing does by itself. */
export function HelpDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'help');
  return (
    <AppDialog isOpen={isOpen} title={text('help.title')} width="wide">
      <HelpContent />
    </AppDialog>
  );
}

function HelpContent() {
  const words = useWords();
  const { text } = words;
  const platform = useAppState((state) => state.platform);
  const bindings = useAppState(presentBindings);
  const [searched, setSearched] = useState('');
  const typed = useDeferredValue(searched);
  const groups = commandGroups(typed, words, bindings, platform);
  const rules = typingRules(text).filter(({ name, keys }) =>
    fold(`${name} ${keys.join(' ')}`).includes(fold(typed.trim())),
  );

  return (
    <div className={styles.content}>
      <SearchField label={text('help.search')} onSearch={setSearched} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className={styles.scroller} tabIndex={0} aria-label={text('help.title')}>
        <div className={styles.columns}>
          {rules.length > 0 && (
            <Group title={text('help.typing')}>
              {rules.map(({ name, keys }) => (
                <Row key={name} name={name}>
                  {keys.map((key) => (
                    <kbd key={key} className={styles.typed}>
                      {key}
                    </kbd>
                  ))}
                </Row>
              ))}
            </Group>
          )}
          {groups.map(({ title, commands }) => (
            <Group key={title} title={title}>
              {commands.map(({ id, name }) => (
                <Row key={id} name={name}>
                  <Keys id={id} />
                </Row>
              ))}
            </Group>
          ))}
          {groups.length === 0 && rules.length === 0 && (
            <p className={styles.nothing}>{text('help.noMatch', { words: typed.trim() })}</p>
          )}
        </div>
      </section>
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

function Group({ title, children }: GroupProps) {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.rows}>{children}</dl>
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly children: React.ReactNode;
}

function Row({ name, children }: RowProps) {
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd className={styles.keys}>{children}</dd>
    </div>
  );
}
