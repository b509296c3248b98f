import CloseIcon from 'lucide-react/icons/x';
import { translateNotice } from '../../../shared/messages/index.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import type { Message } from '../state/app-state.ts';
import type { Words } from '../words.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Messages.module.css';

/** What the user should read once: quiet lines above the note, each to be dismissed. */
export function Messages() {
  const { actions } = useApp();
  const words = useWords();
  const messages = useAppState((state) => state.messages);
  return (
    <section className={styles.messages} aria-label={words.text('notice.label')} aria-live="polite">
      {messages.map((message) => (
        <div key={message.id} className={styles.message} data-kind={message.kind}>
          <p className={styles.words}>{messageWords(message, words)}</p>
          <IconButton
            icon={CloseIcon}
            name={words.text('action.dismiss')}
            onClick={() => actions.dismiss(message.id)}
          />
        </div>
      ))}
    </section>
  );
}

function messageWords(message: Message, { text, language }: Words): string {
  return message.kind === 'notice'
    ? translateNotice(language, message.notice)
    : text(`error.${message.error.kind}`);
}
