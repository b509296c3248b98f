import { Tabs } from '@base-ui/react/tabs';
import { useId } from 'react';
import { TEXT_SIZES } from '../actions.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { AppDialog } from './AppDialog.tsx';
import { Choices } from './Choices.tsx';
import styles from './Form.module.css';
import { KeySettings } from './KeySettings.tsx';

/** The preferences; every change counts at once. */
export function SettingsDialog() {
  const { text } = useWords();
  const isOpen = useAppState((state) => state.dialog === 'settings');
  return (
    <AppDialog isOpen={isOpen} title={text('settings.title')}>
      <Tabs.Root defaultValue="general">
        <Tabs.List className={styles.tabs} aria-label={text('settings.title')}>
          <Tabs.Tab value="general" className={styles.tab}>
            {text('settings.general')}
          </Tabs.Tab>
          <Tabs.Tab value="keys" className={styles.tab}>
            {text('settings.keys')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralSettings />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeySettings />
        </Tabs.Panel>
      </Tabs.Root>
    </AppDialog>
  );
}

function GeneralSettings() {
  const { actions } = useApp();
  const { text } = useWords();
  const { language, theme, autoStamp, smallerImages } = useAppState((state) => state.settings);
  return (
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
      <Choices
        legend={text('settings.smallerImages')}
        value={smallerImages}
        options={(['lossless', 'lossy', 'off'] as const).map((value) => ({
          value,
          label: text(`settings.smallerImages.${value}`),
        }))}
        onChange={(value) => void actions.changeSettings({ smallerImages: value })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={autoStamp}
          onChange={(event) => void actions.changeSettings({ autoStamp: event.target.checked })}
        />
        {text('settings.autoStamp')}
      </label>
    </div>
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
