import type { Words } from '../words.ts';

/** Something that typing does by itself, with what is typed for it. */
export interface TypingRule {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The rules of typing (DESIGN, section 5): no commands, so they cannot have other keys. */
export function typingRules(text: Words['text']): readonly TypingRule[] {
  return [
    { name: text('help.typing.enter'), keys: ['Enter'] },
    { name: text('help.typing.break'), keys: ['Shift+Enter'] },
    { name: text('help.typing.leave'), keys: [text('help.typing.leave.keys')] },
    { name: text('help.typing.heading'), keys: ['#␣', '##␣', '＃␣'] },
    { name: text('help.typing.item'), keys: ['-␣', '*␣', '－␣'] },
    { name: text('help.typing.number'), keys: ['1.␣'] },
    { name: text('help.typing.task'), keys: ['[]␣', '[ ]␣'] },
    { name: text('help.typing.quote'), keys: ['>␣'] },
    { name: text('help.typing.code'), keys: ['```␣'] },
  ];
}
