const path = require('node:path');
const { app, BrowserWindow, Menu } = require('electron');

/*
 * The yardstick: the least an Electron app can be, a window of Backrow's size with one page.
 * `--page=NAME` says which. Prints the same marks of its start as Backrow does.
 */

mark('mainScript');
const page = app.commandLine.getSwitchValue('page') || 'bare';
Menu.setApplicationMenu(null);

void app.whenReady().then(() => {
  mark('appReady');
  const window = new BrowserWindow({ width: 1180, height: 780 });
  mark('windowCreated');
  window.webContents.on('console-message', (_event, _level, message) => {
    if (message.startsWith('mark ')) process.stdout.write(`${message}\n`);
  });
  void window.loadFile(path.join(__dirname, 'pages', `${page}.html`));
});
app.on('window-all-closed', () => app.quit());

/** @param {string} name */
function mark(name) {
  process.stdout.write(`mark ${name} ${performance.timeOrigin + performance.now()}\n`);
}
