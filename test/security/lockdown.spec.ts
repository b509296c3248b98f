import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';
import { launchApp, type RunningApp } from '../e2e/app.ts';
import { expect } from '../e2e/expect.ts';

/*
 * A page that was taken over, or a note that managed to run script, against the real app: each
 * test does what such a script would do and expects nothing to come of it.
 */

/** What the policy says on the console about each attempt. */
const REFUSALS =
  /Content Security Policy|Refused to|violates|Not allowed to load|ERR_|blocked|Trusted|Failed to load resource/i;

let running: RunningApp;
let page: Page;
let server: Server;
let requests: string[];
let outsideUrl: string;

test.beforeAll(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('<script>window.reached = true</script>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  outsideUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const notebook = mkdtempSync(join(tmpdir(), 'backrow-security-'));
  writeFileSync(join(notebook, 'note.md'), '# Night\n\n- one\n');
  running = await launchApp({ notebook, expectedErrors: REFUSALS });
  page = running.page;
  await page.waitForFunction(() => 'backrow' in window);
});

test.afterAll(async () => {
  await running.close();
  server.close();
  expect(requests).toEqual([]);
});

test('nothing of Node or Electron is in reach', async () => {
  const seen = await page.evaluate(() => [
    typeof Reflect.get(window, 'require'),
    typeof Reflect.get(window, 'process'),
    typeof Reflect.get(window, 'module'),
    typeof Reflect.get(window, 'Buffer'),
    typeof Reflect.get(window, 'electron'),
    typeof Reflect.get(window, 'ipcRenderer'),
  ]);
  expect(seen).toEqual(Array.from({ length: 6 }, () => 'undefined'));
});

test('the bridge has these functions and no other', async () => {
  const api = await page.evaluate(() => {
    const backrow: object = Reflect.get(window, 'backrow');
    return Object.entries(backrow).map(([name, value]) => `${name}: ${typeof value}`);
  });
  expect(api).toEqual([
    'start: function',
    'openNote: function',
    'editNote: function',
    'linesWritten: function',
    'savePlace: function',
    'createNote: function',
    'renameNote: function',
    'moveNote: function',
    'duplicateNote: function',
    'deleteNote: function',
    'unusedImages: function',
    'trashImages: function',
    'undoStep: function',
    'putNoteBack: function',
    'restoreEarlier: function',
    'noteVersions: function',
    'noteVersion: function',
    'addImage: function',
    'addImageFiles: function',
    'imageToShrink: function',
    'shrunkImage: function',
    'dropOriginals: function',
    'copyImages: function',
    'pasteAsText: function',
    'setComposing: function',
    'saveNow: function',
    'syncNow: function',
    'trustNotebook: function',
    'checkSync: function',
    'stopSync: function',
    'undoLastSync: function',
    'putInOrder: function',
    'restoreMissing: function',
    'signIn: function',
    'addRemote: function',
    'cloneNotebook: function',
    'stopClone: function',
    'setKeptBoth: function',
    'openLink: function',
    'chooseNotebook: function',
    'openRecentNotebook: function',
    'changeSettings: function',
    'shown: function',
    'flushed: function',
    'mark: function',
    'on: function',
  ]);
});

test('the bridge cannot be replaced, and a listener never sees the event object', async () => {
  const seen = await page.evaluate(async () => {
    const { backrow } = window;
    const replaced = Reflect.set(backrow, 'openLink', () => undefined);
    const heard: unknown[][] = [];
    const stop = backrow.on('settingsChanged', (...all: unknown[]) => heard.push(all));
    /** Changes a setting, and waits until all who listen have heard of it. */
    const change = async (textSize: number): Promise<void> => {
      const told = new Promise<void>((resolve) => {
        const end = backrow.on('settingsChanged', () => {
          end();
          resolve();
        });
      });
      await backrow.changeSettings({ textSize });
      await told;
    };
    await change(17);
    stop();
    await change(16);
    return {
      replaced,
      lengths: heard.map(({ length }) => length),
      unknown: typeof Reflect.apply(Reflect.get(backrow, 'on'), null, ['x', () => undefined]),
    };
  });
  expect(seen).toEqual({ replaced: false, lengths: [1], unknown: 'function' });
});

test('no request leaves the app', async () => {
  const outcomes = await page.evaluate(async (url) => {
    const outcome = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => 'reached',
        () => 'refused',
      );
    const image = (): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const element = new Image();
        element.onload = resolve;
        element.onerror = reject;
        element.src = `${url}/image.png`;
      });
    const socket = (): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const opened = new WebSocket(url.replace('http', 'ws'));
        opened.onopen = resolve;
        opened.onerror = reject;
      });
    return Promise.all([
      outcome(fetch(url)),
      outcome(fetch('file:///etc/passwd')),
      outcome(fetch('app://backrow/index.html')),
      outcome(image()),
      outcome(Promise.resolve().then(socket)),
      outcome(Promise.resolve().then(() => navigator.sendBeacon(url) || Promise.reject())),
    ]);
  }, outsideUrl);
  // sendBeacon reports that it queued the request; the server's list at the end tells the truth.
  expect(outcomes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'refused'));
});

test('no text becomes script', async () => {
  const ran = await page.evaluate(async () => {
    const tries: (() => unknown)[] = [
      // biome-ignore lint/security/noGlobalEval: the very thing that must not work
      () => eval('window.pwned = 1'),
      () => new Function('window.pwned = 1')(),
      () => setTimeout('window.pwned = 1', 0),
      () => {
        const script = document.createElement('script');
        script.text = 'window.pwned = 1';
        document.body.append(script);
      },
      () => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.pwned = 1">');
      },
      () => {
        const link = document.createElement('a');
        link.href = 'javascript:window.pwned = 1';
        document.body.append(link);
        link.click();
        link.remove();
      },
      () => {
        const frame = document.createElement('iframe');
        Reflect.set(frame, 'srcdoc', '<script>parent.pwned = 1</script>');
        document.body.append(frame);
        frame.remove();
      },
      () => new Worker('data:text/javascript,1'),
    ];
    // The driver's own evaluation may use eval; what runs after a turn is under the page's policy.
    await new Promise((resolve) => setTimeout(resolve, 0));
    for (const attempt of tries) {
      try {
        attempt();
      } catch {
        // Refused loudly is refused.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return Reflect.get(window, 'pwned');
  });
  expect(ran).toBeUndefined();
});

for (const target of ['OUTSIDE', 'file:///etc/passwd', 'app://backrow/notes.md', 'app://other/']) {
  test(`the page does not go to ${target}`, async () => {
    const url = target.replace('OUTSIDE', outsideUrl);
    await page.evaluate(async (address) => {
      Reflect.set(window, 'stayed', true);
      window.location.href = address;
      for (const frame of ['_self', '_top', '_blank']) {
        const link = document.createElement('a');
        link.href = address;
        link.target = frame;
        document.body.append(link);
        link.click();
        link.remove();
      }
      const form = document.createElement('form');
      form.action = address;
      document.body.append(form);
      form.submit();
      form.remove();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }, url);
    expect(await page.evaluate(() => Reflect.get(window, 'stayed'))).toBe(true);
    expect(page.url()).toBe('app://backrow/');
  });
}

test('a page that went to about:blank, which asks nobody, comes back', async () => {
  await page.evaluate(() => setTimeout(() => window.location.assign('about:blank'), 0));
  await page.waitForURL('about:blank').catch(() => undefined);
  await page.waitForURL('app://backrow/');
  await page.waitForFunction(() => 'backrow' in window);
});

test('no window opens', async () => {
  const opened = await page.evaluate((url) => window.open(url), outsideUrl);
  expect(opened).toBeNull();
  const windows = await running.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
  );
  expect(windows).toBe(1);
});

test('no page is embedded', async () => {
  const types = await page.evaluate(async (url) => {
    for (const tag of ['webview', 'iframe', 'object', 'embed']) {
      const element = document.createElement(tag);
      try {
        element.setAttribute(tag === 'object' ? 'data' : 'src', url);
      } catch {
        // Trusted Types refuse some of these before they begin.
      }
      document.body.append(element);
      await new Promise((resolve) => setTimeout(resolve, 100));
      element.remove();
    }
    return window.frames.length;
  }, outsideUrl);
  expect(types).toBe(0);
  const contents = await running.app.evaluate(
    ({ webContents }) => webContents.getAllWebContents().length,
  );
  expect(contents).toBe(1);
});

test('every permission is denied', async () => {
  const answers = await page.evaluate(async () => {
    const state = async (name: string): Promise<string> => {
      const descriptor = { name } as unknown as PermissionDescriptor;
      return navigator.permissions.query(descriptor).then(
        (status) => status.state,
        () => 'denied',
      );
    };
    const refused = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => 'granted',
        () => 'denied',
      );
    const location = new Promise((resolve, reject) => {
      navigator.geolocation.getCurrentPosition(resolve, reject);
    });
    return Promise.all([
      state('geolocation'),
      state('camera'),
      state('microphone'),
      state('midi'),
      state('clipboard-read'),
      refused(location),
      refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      refused(navigator.mediaDevices.getDisplayMedia()),
      refused(navigator.clipboard.readText()),
      Notification.requestPermission(),
    ]);
  });
  expect(answers).toEqual(Array.from({ length: 10 }, () => 'denied'));
});

test('the image route serves nothing but images of the notebook', async () => {
  const loaded = await page.evaluate(async () => {
    const load = (address: string): Promise<string> =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
        image.src = address;
      });
    return Promise.all(
      [
        '/notebook-image/note.md',
        '/notebook-image/..%2f..%2fetc%2fpasswd',
        '/notebook-image/%2e%2e/%2e%2e/etc/passwd',
        '/notebook-image//etc/passwd',
        '/notebook-image/.git/config',
        'app://other/notebook-image/x.png',
        'file:///etc/passwd',
      ].map(load),
    );
  });
  expect(loaded).toEqual(Array.from({ length: 7 }, () => 'refused'));
});

test('calls with junk are refused, and the app goes on', async () => {
  const kinds = await page.evaluate(async () => {
    const { backrow } = window;
    const junk = [
      undefined,
      null,
      1,
      'x',
      [],
      { name: 7 },
      { name: '../x.md' },
      { name: '/etc/x.md' },
    ];
    // The types forbid what a taken-over page would not ask them about.
    const openNote = backrow.openNote as (input: unknown) => ReturnType<typeof backrow.openNote>;
    const answers = await Promise.all(junk.map((input) => openNote(input)));
    return answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind));
  });
  expect(kinds).toEqual([...Array.from({ length: 6 }, () => 'invalid'), 'unsafe', 'unsafe']);
});

test('the window has the preferences it was given, and the scheme its headers', async () => {
  const preferences = await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in Electron's types, and the only way to read what is really in force.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('no process of its own looks after a network', async () => {
  const services = await running.app.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ serviceName }) => serviceName ?? []),
  );
  // Elsewhere that process has a sandbox, and stays.
  const network = process.platform === 'linux' ? [] : ['network.mojom.NetworkService'];
  expect(services.filter((name) => name.startsWith('network.'))).toEqual(network);
});
