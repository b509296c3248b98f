import { useId } from 'react';
import { TEXT_SIZES } from '../actions.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { AppDialog } from './AppDialog.tsx';
import { Choices } from './Choices.tsx';
import styles from './Form.module.css';

/** The preferences; every change counts at once. */
export function SettingsDialog() {
  const { actions } = useApp();
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'settings');
  const { language, theme, autoStamp } = useAppState((state) => state.settings);
  return (
    <AppDialog isOpen={isOpen} title={text('settings.title')}>
      <div className={styles.form}>
        <Choices
          legend={text('settings.language')}
          value={language}
          options={(['system', 'en', 'ja'] as const).map((value) => ({
            value,
            label: text(`settings.language.${value}`),
          }))}
          onChange={(value) => void actions.changeSettings({ language: value })}
        />
        <Choices
          legend={text('settings.theme')}
          value={theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: text(`settings.theme.${value}`),
          }))}
          onChange={(value) => void actions.changeSettings({ theme: value })}
        />
        <TextSize />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={autoStamp}
            onChange={(event) => void actions.changeSettings({ autoStamp: event.target.checked })}
          />
          {text('settings.autoStamp')}
        </label>
      </div>
    </AppDialog>
  );
}

function TextSize() {
  const { actions } = useApp();
  const { text } = useWords();
  const size = useAppState((state) => state.settings.textSize);
  const id = useId();
  return (
    <div className={styles.group}>
      <label htmlFor={id}>{text('settings.textSize')}</label>
      <div className={styles.size}>
        <input
          id={id}
          type="range"
          min={TEXT_SIZES.smallest}
          max={TEXT_SIZES.largest}
          value={size}
          onChange={(event) =>
            void actions.changeSettings({ textSize: event.target.valueAsNumber })
          }
        />
        <output htmlFor={id}>{text('settings.textSizeValue', { size: String(size) })}</output>
      </div>
    </div>
  );
}
