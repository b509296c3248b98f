/* Takes keys as soon as it can and says when its first frame with the caret was drawn. */
mark('rendererScript');
document.getElementById('note')?.focus();
requestAnimationFrame(() => requestAnimationFrame(() => mark('editorReady')));

function mark(name: string): void {
  console.log(`mark ${name} ${performance.timeOrigin + performance.now()}`);
}
