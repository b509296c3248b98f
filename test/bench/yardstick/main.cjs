const path = require('node:path');
const { app, BrowserWindow, Menu } = require('electron');

/*
 * The yardstick: the least an Electron app can be, a window of Backrow's size with one page.
 * `--page=NAME` says which. Lines that a page logs as `mark NAME EPOCHMS` are printed.
 */

const page = app.commandLine.getSwitchValue('page') || 'bare';
Menu.setApplicationMenu(null);

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1180, height: 780 });
  window.webContents.on('console-message', (_event, _level, message) => {
    if (message.startsWith('mark ')) process.stdout.write(`${message}\n`);
  });
  void window.loadFile(path.join(__dirname, 'pages', `${page}.html`));
});
app.on('window-all-closed', () => app.quit());
