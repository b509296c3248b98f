/*
 * Loaded into Electron before the app, which finds Electron not ready until the driver is attached.
 *
 * A window that loads while the driver attaches to it can commit its page in between; Chromium then
 * never tells the driver of it, and the driver waits for ever (about one start in fifty on a busy
 * machine).
 */
const { app } = require('electron');

const own = process.argv.indexOf(__filename);
if (own > 0) process.argv.splice(own - 1, 2);

const ready = app.whenReady();
let letStart;
const mayStart = new Promise((resolve) => {
  letStart = resolve;
});
app.whenReady = () => mayStart.then(() => ready);
globalThis.letStart = letStart;
