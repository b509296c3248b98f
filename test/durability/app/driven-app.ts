import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a driven app is started. */
export interface DriveOptions {
  readonly electron: string;
  /** The repository, built. */
  readonly root: string;
  readonly note: string;
  readonly userData: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface Key {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly text?: string;
  readonly control?: boolean;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** Longer than a start takes on a busy machine. */
const START_LIMIT_MS = 40_000;
/** A question to a page that dies in this moment is never answered. */
const ANSWER_LIMIT_MS = 2_000;
const POLL_MS = 15;

/**
 * The real app, driven through its debugging pipe.
 *
 * A driver of its own, because Playwright's takes 3 s for a start, and loses a page that crashed:
 * hundreds of rounds of killing need neither. Processes are killed for real, with SIGKILL.
 */
export class DrivenApp {
  readonly #process: ChildProcess;
  readonly #userData: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #ended: Promise<void>;
  #lastId = 0;
  #session: string | null = null;
  #isDead = false;

  private constructor(options: DriveOptions) {
    this.#userData = options.userData;
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...asRoot, options.root, options.note, `--user-data-dir=${options.userData}`];
    this.#process = spawn(options.electron, [...args, '--remote-debugging-pipe'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // The words of its status are read, whatever the computer's language is.
      env: { ...process.env, LANGUAGE: 'en', LANG: 'en_US.UTF-8', ...options.env },
    });
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', () => {
        this.#isDead = true;
        resolve();
      });
    });
    this.#input().on('error', () => undefined);
    this.#listen();
  }

  /** Starts the app and resolves when its note has the keyboard. */
  static async start(options: DriveOptions): Promise<DrivenApp> {
    const app = new DrivenApp(options);
    app.#tell('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
    });
    await app.ready();
    return app;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Resolves when the note is on screen and takes keys; also after a crash of the page. */
  async ready(): Promise<void> {
    await this.until(
      `document.activeElement?.classList.contains('note') && document.activeElement.isConnected`,
    );
  }

  /** Resolves when an expression is true in the page. */
  async until(expression: string): Promise<void> {
    const endMs = performance.now() + START_LIMIT_MS;
    while ((await this.evaluate(expression)) !== true) {
      if (this.#isDead) throw new Error('The app has ended by itself');
      if (performance.now() > endMs) throw new Error(`Never true in the page: ${expression}`);
      await sleep(POLL_MS);
    }
  }

  /** The value of an expression in the page, or undefined where no page answers. */
  async evaluate(expression: string): Promise<unknown> {
    const answer = await this.#ask('Runtime.evaluate', { expression, returnByValue: true });
    const { value } = (answer?.result?.result ?? {}) as { readonly value?: unknown };
    return value;
  }

  /** A key goes down and up. Resolves when the page has had it, or is gone. */
  async press({ key, code, keyCode, text, control = false }: Key): Promise<void> {
    const common = { key, code, windowsVirtualKeyCode: keyCode, modifiers: control ? 2 : 0 };
    const down = text === undefined ? { type: 'rawKeyDown' } : { type: 'keyDown', text };
    await this.#ask('Input.dispatchKeyEvent', { ...common, ...down });
    await this.#ask('Input.dispatchKeyEvent', { ...common, type: 'keyUp' });
  }

  /** Text comes in as from an IME that commits it. */
  async commit(text: string): Promise<void> {
    await this.#ask('Input.insertText', { text });
  }

  /** Kills the page's process; the app goes on. */
  killRenderer(): void {
    for (const pid of this.#renderers()) kill(pid);
  }

  /** Kills the main process, with which all others end. Resolves when they have. */
  async killMain(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
    while (this.#renderers().length > 0) await sleep(POLL_MS);
  }

  /** Asks the app to quit as a system that shuts down does. */
  async terminate(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#ended;
  }

  /** Chromium gives its children the folder of app data on their command line. */
  #renderers(): readonly number[] {
    const found: number[] = [];
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const line = commandLine(name);
      if (line.includes('--type=renderer') && line.includes(this.#userData)) {
        found.push(Number(name));
      }
    }
    return found;
  }

  #input(): Writable {
    return this.#process.stdio[3] as Writable;
  }

  #tell(method: string, params: object, sessionId?: string): number {
    const id = ++this.#lastId;
    if (!this.#isDead)
      this.#input().write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return id;
  }

  async #ask(method: string, params: object): Promise<Answer | null> {
    if (this.#session === null || this.#isDead) {
      await sleep(POLL_MS);
      return null;
    }
    const id = this.#tell(method, params, this.#session);
    const answer = new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve);
    });
    const clock = new AbortController();
    const late = sleep(ANSWER_LIMIT_MS, null, { signal: clock.signal }).catch(() => null);
    const first = await Promise.race([answer, late, this.#ended.then(() => null)]);
    clock.abort();
    this.#waiting.delete(id);
    return first;
  }

  #listen(): void {
    let heard = '';
    const output = this.#process.stdio[4] as Readable;
    output.setEncoding('utf8');
    output.on('data', (chunk: string) => {
      const messages = (heard + chunk).split('\0');
      heard = messages.pop() ?? '';
      for (const message of messages) this.#hear(JSON.parse(message) as Answer);
    });
  }

  #hear(answer: Answer): void {
    if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    const info = answer.params?.targetInfo as { readonly type?: string } | undefined;
    if (answer.method === 'Target.attachedToTarget' && info?.type === 'page') {
      this.#session = String(answer.params?.sessionId);
    }
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
