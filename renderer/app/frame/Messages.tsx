import CloseIcon from 'lucide-react/icons/x';
import { translateNotice } from '../../../shared/messages/index.ts';
import { useApp, useAppState, useWords } from '../app-context.ts';
import { NoticeAction } from '../notes/NoticeAction.tsx';
import { StepMessage } from '../notes/StepMessage.tsx';
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
          {message.kind === 'step' ? (
            <StepMessage id={message.id} step={message.step} />
          ) : (
            <>
              <p className={styles.words}>{messageWords(message, words)}</p>
              {message.kind === 'notice' && (
                <NoticeAction id={message.id} notice={message.notice} />
              )}
            </>
          )}
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

function messageWords(
  message: Exclude<Message, { kind: 'step' }>,
  { text, language }: Words,
): string {
  return message.kind === 'notice'
    ? translateNotice(language, message.notice)
    : text(`error.${message.error.kind}`);
}
