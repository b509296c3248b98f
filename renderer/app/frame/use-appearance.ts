import { useEffect } from 'react';
import { languageOf, useAppState } from '../app-context.ts';

/** Carries language, theme, text size and title to the page itself. */
export function useAppearance(): void {
  const language = useAppState(languageOf);
  const theme = useAppState((state) => state.settings.theme);
  const textSize = useAppState((state) => state.settings.textSize);
  const title = useAppState((state) => state.outline?.event.title ?? null);
  const notebook = useAppState((state) => state.notebook.title);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  useEffect(() => {
    document.documentElement.style.setProperty('--text-size', `${textSize}px`);
  }, [textSize]);

  useEffect(() => {
    document.title = [title, notebook].filter(Boolean).join(' – ') || 'Backrow';
  }, [title, notebook]);
}
