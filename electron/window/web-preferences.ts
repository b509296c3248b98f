import type { WebPreferences } from 'electron';

/**
 * What the window's page may do, most of it the default, written out so that a test can hold it.
 *
 * The spell checker only on macOS, where the system has it; elsewhere Chromium fetches its
 * dictionaries from the network.
 */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: process.platform === 'darwin',
    v8CacheOptions: 'bypassHeatCheck',
  };
}
