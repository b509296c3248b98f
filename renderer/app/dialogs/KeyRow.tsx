import ResetIcon from 'lucide-react/icons/rotate-ccw';
import { type KeyboardEvent, useRef } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { useAppState, useWords } from '../app-context.ts';
import { IconButton } from '../frame/IconButton.tsx';
import { Keys } from '../keys/Keys.tsx';
import { keyLabel } from '../keys/label.ts';
import { isModifierKey, writtenKey } from '../keys/match.ts';
import { presentBindings } from '../state/bindings.ts';
import styles from './KeySettings.module.css';

export interface KeyRowProps {
  readonly id: CommandId;
  readonly name: string;
  /** True while the next key becomes this command's. */
  readonly isTaking: boolean;
  /** True where the user chose the keys. */
  readonly isCustom: boolean;
  readonly onTaking: (is: boolean) => void;
  /** A key was pressed; null for one that belongs to an IME. */
  readonly onKey: (written: string | null) => void;
  readonly onNone: () => void;
  readonly onReset: () => void;
}

/**
 * A command with its keys. Its button takes the next key pressed as the new one.
 *
 * Bare Tab and Escape leave: nobody is caught in the button. Backspace takes the keys away.
 */
export function KeyRow(props: KeyRowProps) {
  const { id, name, isTaking, isCustom, onTaking, onKey, onNone, onReset } = props;
  const { text } = useWords();
  const platform = useAppState((state) => state.platform);
  const keys = useAppState(presentBindings).get(id) ?? [];
  const button = useRef<HTMLButtonElement>(null);
  const labels = keys.map((key) => keyLabel(key, platform)).join(', ');

  function onKeyDown(event: KeyboardEvent<HTMLButtonElement>): void {
    if (!isTaking || isModifierKey(event.key)) return;
    const bare = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) {
      onTaking(false);
      return;
    }
    event.preventDefault();
    // The dialog would close on Escape.
    event.nativeEvent.stopPropagation();
    event.stopPropagation();
    if (bare && event.key === 'Escape') onTaking(false);
    else if (bare && (event.key === 'Backspace' || event.key === 'Delete')) onNone();
    else onKey(writtenKey(event.nativeEvent, platform));
  }

  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      {isCustom && (
        <IconButton
          icon={ResetIcon}
          name={text('settings.keys.reset', { name })}
          onClick={() => {
            onReset();
            button.current?.focus();
          }}
        />
      )}
      <button
        type="button"
        className={styles.change}
        data-taking={isTaking || undefined}
        aria-label={
          isTaking
            ? text('settings.keys.taking', {
                name,
                press: text('settings.keys.press'),
                help: text('settings.keys.pressHelp'),
              })
            : text('settings.keys.change', { name, keys: labels || text('settings.keys.none') })
        }
        onClick={() => onTaking(!isTaking)}
        onBlur={() => isTaking && onTaking(false)}
        onKeyDown={onKeyDown}
        ref={button}
      >
        {isTaking ? (
          <span title={text('settings.keys.pressHelp')}>{text('settings.keys.press')}</span>
        ) : keys.length === 0 ? (
          text('settings.keys.none')
        ) : (
          <Keys id={id} />
        )}
      </button>
    </li>
  );
}
