/* Takes keys as soon as it can and says when its first frame with the caret was drawn. */
document.getElementById('note')?.focus();
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    console.log(`mark editorReady ${performance.timeOrigin + performance.now()}`);
  }),
);
