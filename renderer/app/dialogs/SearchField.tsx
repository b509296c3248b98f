import SearchIcon from 'lucide-react/icons/search';
import styles from './SearchField.module.css';

export interface SearchFieldProps {
  readonly label: string;
  /** Called with the text once it is text: never with what an IME still composes (law 5). */
  readonly onSearch: (text: string) => void;
}

/** A field that narrows a list. It keeps its own text, so that nothing is written into a composition. */
export function SearchField({ label, onSearch }: SearchFieldProps) {
  return (
    <search className={styles.search}>
      <SearchIcon size={15} aria-hidden="true" className={styles.icon} />
      <input
        type="text"
        className={styles.input}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => {
          const { isComposing } = event.nativeEvent as InputEvent;
          if (!isComposing) onSearch(event.currentTarget.value);
        }}
        onCompositionEnd={(event) => onSearch(event.currentTarget.value)}
      />
    </search>
  );
}
