import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImageFacts } from '../../../electron/images/image-facts.ts';
import { readNotebookImage } from '../../../electron/images/route.ts';
import { listAppFiles } from '../../../electron/security/app-files.ts';
import {
  type AppAnswer,
  answerAppRequest,
  type ImageWish,
} from '../../../electron/security/app-route.ts';
import { png, pngOf } from '../images/picture.ts';
import { temporaryFolder } from '../temporary-folder.ts';

interface World {
  readonly page: string;
  readonly notebook: string;
  readonly outside: string;
  readonly get: (url: string, method?: string) => Promise<AppAnswer>;
}

async function world(): Promise<World> {
  const page = await temporaryFolder();
  await mkdir(join(page, 'assets'));
  await writeFile(join(page, 'index.html'), '<!doctype html>');
  await writeFile(join(page, 'assets', 'main.js'), 'start()');
  await writeFile(join(page, 'notes.txt'), 'not of the page');
  const [notebook, outside] = [await temporaryFolder(), await temporaryFolder()];
  await mkdir(join(notebook, 'a b.assets'));
  await writeFile(join(notebook, 'a b.assets', '図 1.png'), png(20, 10));
  await writeFile(join(outside, 'secret.png'), png(1, 1));
  const route = {
    files: await listAppFiles(page),
    image: (path: string, want: ImageWish) => readNotebookImage(notebook, path, want),
  };
  return {
    page,
    notebook,
    outside,
    get: (url, method = 'GET') => answerAppRequest({ url, method }, route),
  };
}

const IMAGE = 'app://backrow/notebook-image';

describe('the app route', () => {
  it('serves the page and its parts with their types and the policy', async () => {
    const { get } = await world();
    const [page, script] = await Promise.all(
      ['/', '/assets/main.js'].map((path) => get(`app://backrow${path}`)),
    );
    expect(Buffer.from(page?.bytes ?? []).toString()).toBe('<!doctype html>');
    expect(page?.headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(script?.headers['Content-Type']).toBe('text/javascript; charset=utf-8');
    expect(page?.headers['Content-Security-Policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;.*connect-src 'none'/,
    );
    expect(page?.headers['X-Content-Type-Options']).toBe('nosniff');
  });

  it('lets the script that makes small pictures read from the app, and nothing else', async () => {
    const { get, page } = await world();
    await writeFile(join(page, 'assets', 'picture-worker-aB_3-x.js'), 'work()');
    const files = await listAppFiles(page);
    const route = { files, image: () => Promise.resolve(null) };
    const script = { method: 'GET', url: 'app://backrow/assets/picture-worker-aB_3-x.js' };
    const { headers } = await answerAppRequest(script, route);
    expect(headers['Content-Security-Policy']).toBe("default-src 'none'; connect-src 'self'");
    const others = await get('app://backrow/assets/main.js');
    expect(others.headers['Content-Security-Policy']).toContain("connect-src 'none'");
  });

  it.each([
    'app://other/index.html',
    'app://backrow/notes.txt',
    'app://backrow/../package.json',
    'app://backrow/%2e%2e/package.json',
    'app://backrow/assets/..%2f..%2fpackage.json',
    'app://backrow/assets%5cmain.js',
    'app://backrow/assets',
    'app://backrow/index.html%00.js',
    'app://backrow/C:/Windows/win.ini',
  ])('has nothing at %s', async (url) => {
    const { get } = await world();
    expect((await get(url)).status).toBe(404);
  });

  it('answers GET only', async () => {
    const { get } = await world();
    expect((await get('app://backrow/', 'POST')).status).toBe(404);
  });
});

describe('the image route', () => {
  it('tells only the size of a large picture where that is asked for, and serves others as they are', async () => {
    const { get, notebook } = await world();
    const slide = png(900, 700);
    const moving = pngOf(
      ['IHDR', Buffer.from([0, 0, 4, 0, 0, 0, 4, 0, 8, 0, 0, 0, 0])],
      ['acTL', Buffer.alloc(8)],
    );
    await writeFile(join(notebook, 'slide.png'), slide);
    await writeFile(join(notebook, 'moving.png'), moving);
    const bytesAt = async (path: string) => new Uint8Array((await get(`${IMAGE}/${path}`)).bytes);
    const blank = await bytesAt('slide.png?blank');
    expect(readImageFacts(blank)).toEqual({ type: 'png', widthPx: 900, heightPx: 700 });
    expect(blank.length).toBeLessThan(1000);
    expect(await bytesAt('slide.png')).toEqual(slide);
    expect(await bytesAt('moving.png?blank')).toEqual(moving);
    expect(await bytesAt('a%20b.assets/%E5%9B%B3%201.png?blank')).toEqual(png(20, 10));
    expect((await get(`${IMAGE}/gone.png?blank`)).status).toBe(404);
  });

  it('serves an image by what its bytes are', async () => {
    const { get, notebook } = await world();
    await writeFile(join(notebook, 'named.txt'), png(2, 2));
    const [image, named] = await Promise.all(
      ['a%20b.assets/%E5%9B%B3%201.png', 'named.txt'].map((path) => get(`${IMAGE}/${path}`)),
    );
    expect(image?.status).toBe(200);
    expect(image?.headers['Content-Type']).toBe('image/png');
    expect(new Uint8Array(image?.bytes ?? [])).toEqual(png(20, 10));
    expect(named?.headers['Content-Type']).toBe('image/png');
  });

  it('refuses what is no image, whatever its name says', async () => {
    const { get, notebook } = await world();
    await writeFile(join(notebook, 'note.png'), '# a note');
    await writeFile(join(notebook, 'drawing.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(notebook, 'drawing.png'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await mkdir(join(notebook, 'folder.png'));
    const names = ['note.png', 'drawing.svg', 'drawing.png', 'folder.png', 'missing.png', ''];
    const answers = await Promise.all(names.map((name) => get(`${IMAGE}/${name}`)));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 404));
  });

  it('never leaves the notebook, by no spelling and through no link', async () => {
    const { get, notebook, outside } = await world();
    await symlink(join(outside, 'secret.png'), join(notebook, 'link.png'));
    await symlink(outside, join(notebook, 'linked'));
    await mkdir(join(notebook, '.git'));
    await writeFile(join(notebook, '.git', 'x.png'), png(1, 1));
    const up = outside.split('/').at(-1) ?? '';
    const spellings = [
      'link.png',
      'linked/secret.png',
      `../${up}/secret.png`,
      `%2e%2e/${up}/secret.png`,
      `..%2f${up}%2fsecret.png`,
      `%2e%2e%5c${up}%5csecret.png`,
      `a%20b.assets/../../${up}/secret.png`,
      `a%20b.assets/%2e%2e/%2e%2e/${up}/secret.png`,
      encodeURIComponent(join(outside, 'secret.png')),
      `/${join(outside, 'secret.png')}`,
      '.git/x.png',
      '%2egit/x.png',
      'a%20b.assets/%E5%9B%B3%201.png%00.md',
      '%E0%A4%A',
    ];
    const answers = await Promise.all(spellings.map((path) => readNotebookImage(notebook, path)));
    expect(answers).toEqual(spellings.map(() => null));
    const statuses = await Promise.all(
      spellings.map(async (path) => (await get(`${IMAGE}/${path}`)).status),
    );
    expect(statuses).toEqual(spellings.map(() => 404));
  });

  it('follows a link that stays inside the notebook', async () => {
    const { notebook } = await world();
    await symlink(join(notebook, 'a b.assets'), join(notebook, 'same'));
    expect(await readNotebookImage(notebook, 'same/%E5%9B%B3%201.png')).not.toBeNull();
  });

  it('shows a very large image only on demand', async () => {
    const { get, notebook } = await world();
    await writeFile(join(notebook, 'large.png'), png(10_000, 6_000));
    expect((await get(`${IMAGE}/large.png`)).status).toBe(404);
    expect((await get(`${IMAGE}/large.png?large`)).status).toBe(200);
  });
});
