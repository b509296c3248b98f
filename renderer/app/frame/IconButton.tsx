import type { ComponentType, Ref, SVGProps } from 'react';
import styles from './IconButton.module.css';

/** A lucide icon; imported one by one, so that the set stays out of the bundle. */
export type Icon = ComponentType<SVGProps<SVGSVGElement> & { readonly size?: number }>;

export interface IconButtonProps {
  readonly icon: Icon;
  /** The accessible name. */
  readonly name: string;
  /** What the pointer is told; the name with its key, where it has one. */
  readonly hint?: string;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is an icon, with a name. */
export function IconButton({ icon: Glyph, name, hint, onClick, ref }: IconButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={name}
      title={hint ?? name}
      onClick={onClick}
      ref={ref}
    >
      <Glyph size={17} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
