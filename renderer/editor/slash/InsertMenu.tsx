import { useEffect, useRef } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import type { Words } from '../../app/words.ts';
import type { CaretPlace } from '../overlay-place.ts';
import styles from './InsertMenu.module.css';

export interface InsertMenuProps {
  /** The element's id, by which the note refers to it. */
  readonly id: string;
  readonly items: readonly CommandId[];
  readonly selected: number;
  readonly at: CaretPlace;
  readonly words: Words;
  readonly onHover: (index: number) => void;
  readonly onChoose: (index: number) => void;
}

/** The id of an entry, for the note's `aria-activedescendant`. */
export function itemId(menu: string, index: number): string {
  return `${menu}-${index}`;
}

/** What can be inserted. The focus stays in the note: its keys move the choice. */
export function InsertMenu(props: InsertMenuProps) {
  const { id, items, selected, at, words, onHover, onChoose } = props;
  const chosen = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is scrolled to
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [selected]);
  return (
    <div
      className={styles.menu}
      style={at}
      id={id}
      role="listbox"
      tabIndex={0}
      aria-label={words.text('menu.insert')}
      onMouseDown={(event) => event.preventDefault()}
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the note's keys choose
        <div
          key={item}
          className={styles.item}
          id={itemId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === selected}
          onMouseMove={() => {
            if (index !== selected) onHover(index);
          }}
          onClick={() => onChoose(index)}
          ref={index === selected ? chosen : undefined}
        >
          <span>{words.text(`command.${item}`)}</span>
          <span className={styles.keys}>{words.keys(item)}</span>
        </div>
      ))}
    </div>
  );
}
