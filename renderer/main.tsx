import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/App.tsx';
import { keepTypingFrom } from './app/frame/quiet-root.ts';
import { readRoom } from './app/frame/use-room.ts';
import { mark } from './app/marks.ts';
import { startState } from './app/state/app-state.ts';
import { createStore } from './app/state/store.ts';

mark('rendererScript');
void start();

/** Asks main once for what the first frame needs, and draws it. */
async function start(): Promise<void> {
  const place = document.getElementById('root');
  const answer = await window.backrow.start({});
  mark('rendererData');
  if (place === null || !answer.ok) throw new Error('Main gave the window nothing to start with');
  const store = createStore(startState(answer.value, readRoom()));
  keepTypingFrom(place);
  // At once and with its effects: otherwise the shell is laid out and drawn without the note first.
  flushSync(() => createRoot(place).render(<App api={window.backrow} store={store} />));
}
