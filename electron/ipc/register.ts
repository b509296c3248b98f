import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type CallName, callSchemas } from '../../shared/ipc/contract.ts';
import { APP_ORIGIN } from '../security/app-route.ts';
import { answerCall, type CallHandlers, type CallSender } from './answer-call.ts';
import type { Emit } from './emit.ts';

/** Calls and events share one channel name space of ours. */
const PREFIX = 'backrow:';

/**
 * Registers every call of the contract, and nothing else.
 *
 * The only file that imports `ipcMain`. `window` gives the window that may call.
 */
export function registerCalls(
  handlers: CallHandlers,
  window: () => BrowserWindow | null,
  onMistake: (thrown: unknown) => void,
): void {
  const context = { origin: APP_ORIGIN, handlers, onMistake };
  for (const name of Object.keys(callSchemas) as CallName[]) {
    ipcMain.handle(PREFIX + name, (event, input: unknown) =>
      answerCall(name, input, senderOf(event, window()), context),
    );
  }
}

/** Makes the function that sends events to the window's page. */
export function createEmit(window: () => BrowserWindow | null): Emit {
  return (name, payload) => {
    const contents = window()?.webContents;
    if (contents === undefined || contents.isDestroyed()) return;
    contents.mainFrame.send(PREFIX + name, payload);
  };
}

function senderOf(event: IpcMainInvokeEvent, window: BrowserWindow | null): CallSender | null {
  const frame = event.senderFrame;
  if (frame === null || frame === undefined) return null;
  // A page at about:blank keeps the origin of the one that went there, so the address counts too.
  const isAppPage = frame.url.startsWith(`${APP_ORIGIN}/`);
  return {
    origin: isAppPage ? frame.origin : '',
    isMainFrame: frame.parent === null,
    isOwnWindow: window !== null && event.sender === window.webContents,
  };
}
