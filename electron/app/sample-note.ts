import japanese from '../../assets/sample-note.ja.md?raw';
import english from '../../assets/sample-note.md?raw';

/** The note that a first notebook holds, in the system's language. Part of the bundle. */
export function sampleNote(systemLanguage: string): {
  readonly name: string;
  readonly text: string;
} {
  return /^ja\b/i.test(systemLanguage)
    ? { name: 'ようこそ.md', text: japanese }
    : { name: 'welcome.md', text: english };
}
