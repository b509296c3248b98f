import type { en } from './en.ts';

/** A key of the catalogue. */
export type MessageKey = keyof typeof en;

/** The names of the `{places}` in a text. */
export type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never;

/** What fills a key's places; an empty object where it has none. */
export type MessageValues<Key extends MessageKey> = {
  readonly [Name in Places<(typeof en)[Key]>]: string;
};

/** The keys without places. */
export type PlainKey = {
  [Key in MessageKey]: [Places<(typeof en)[Key]>] extends [never] ? Key : never;
}[MessageKey];

/** A key that depends on a number, named without its `.one` or `.other`. */
export type CountKey = {
  [Key in MessageKey]: Key extends `${infer Base}.one`
    ? `${Base}.other` extends MessageKey
      ? Base
      : never
    : never;
}[MessageKey];

/**
 * What a translation must be: a text for each key, with the places of the English one.
 *
 * A translation that forgets a place, or has one too many, is `never` at that key, so that
 * the compiler names the key.
 */
export type Translation<Texts extends Readonly<Record<MessageKey, string>>> = {
  readonly [Key in MessageKey]: SamePlaces<(typeof en)[Key], Texts[Key]> extends true
    ? string
    : never;
};

type SamePlaces<One extends string, Other extends string> = [Places<One>] extends [Places<Other>]
  ? [Places<Other>] extends [Places<One>]
    ? true
    : false
  : false;
