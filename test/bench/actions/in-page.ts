/*
 * Each function runs in the page by itself: it is sent there as text and can use nothing of this file.
 */

/** Pastes text as the clipboard would; ms to the end of the frame that shows it. */
export async function pasteLines({
  editor,
  text,
}: {
  readonly editor: string;
  readonly text: string;
}): Promise<number> {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const begun = performance.now();
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(editor)?.dispatchEvent(event);
  const shows = () => document.querySelector(editor)?.textContent?.includes('pasted line 499');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  // CodeMirror draws what is in view only, and the end of the paste is where the caret is.
  do await frame();
  while (shows() !== true && performance.now() - begun < 5000);
  await new Promise((resolve) => setTimeout(resolve));
  return performance.now() - begun;
}

/** Scrolls from the beginning to the end, most of a window's height in each frame. */
export async function scrollThrough(scroller: string): Promise<void> {
  const element = document.querySelector(scroller);
  if (element === null) return;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  element.scrollTop = 0;
  await frame();
  let last = -1;
  while (element.scrollTop > last) {
    last = element.scrollTop;
    element.scrollTop += 600;
    await frame();
  }
}

/** From the key that is pressed next until its text is on disk, in ms. */
export function untilOnDisk(): Promise<number> {
  return new Promise((resolve) => {
    let pressedMs = Number.NaN;
    // No figure is better than a benchmark that waits for ever.
    setTimeout(() => resolve(Number.NaN), 10_000);
    const noteKey = (event: KeyboardEvent): void => {
      pressedMs = event.timeStamp;
    };
    window.addEventListener('keydown', noteKey, { capture: true, once: true });
    const stop = window.backrow.on('noteOnDisk', () => {
      if (Number.isNaN(pressedMs)) return;
      stop();
      resolve(performance.now() - pressedMs);
    });
  });
}

/** Pastes a 4K screenshot: ms until it is on screen, and until main has it durable. */
export async function pasteSlide(): Promise<{
  readonly shownMs: number;
  readonly storedMs: number;
}> {
  const canvas = new OffscreenCanvas(3840, 2160);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The page draws nothing');
  for (let line = 0; line < 400; line++) {
    context.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 40% 60%)`;
    context.fillRect(Math.random() * 3840, Math.random() * 2160, 600, 8);
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  Object.assign(window, { benchSlide: blob });
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }));
  const known = new Set(document.querySelectorAll('.note .image img'));
  const begun = performance.now();
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.querySelector('.note')?.dispatchEvent(event);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let image: HTMLImageElement | undefined;
  do {
    await frame();
    image = [...document.querySelectorAll<HTMLImageElement>('.note .image img')].find(
      (one) => !known.has(one),
    );
  } while (image === undefined && performance.now() - begun < 20_000);
  // The link is written once the file is durable (ARCHITECTURE.md).
  const storedMs = performance.now() - begun;
  await image?.decode();
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
  return { shownMs: performance.now() - begun, storedMs };
}

/** Shows the bytes that were pasted in an image of the page's own, in ms. */
export async function showBareImage(): Promise<number> {
  const blob: unknown = Reflect.get(window, 'benchSlide');
  if (!(blob instanceof Blob)) throw new Error('Nothing was pasted before');
  const image = document.createElement('img');
  image.style.maxWidth = '100%';
  const begun = performance.now();
  image.src = URL.createObjectURL(new Blob([blob], { type: 'image/png' }));
  document.querySelector('main')?.prepend(image);
  await image.decode();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
  const tookMs = performance.now() - begun;
  image.remove();
  return tookMs;
}
