import { HISTORY_PUSH_TAG, type LexicalEditor } from 'lexical';
import type { CommandId } from '../../../shared/commands.ts';
import type { EditorClipboard } from '../clipboard/register.ts';
import { type ImageHost, insertImageFiles } from '../commands/images.ts';
import { runEditorCommand } from '../commands/run.ts';
import { stampWritten, type WrittenHost } from '../commands/stamp-written.ts';
import { $insertStamp, $insertTalk } from '../commands/talks.ts';
import type { OutlineView } from '../hiding/view.ts';
import { $describeRequest, type ImageRequest } from '../images/requests.ts';
import type { KeptBothMarks } from '../kept-both.ts';
import type { NoteTalks } from './talks.ts';

/** The parts of a session that its commands work with. */
export interface SessionCommandHost {
  readonly editor: LexicalEditor;
  readonly images: () => ImageHost;
  readonly clipboard: EditorClipboard;
  readonly written: () => WrittenHost;
  readonly talks: NoteTalks;
  readonly kept: KeptBothMarks;
  readonly view: OutlineView;
  /** The time stamp for now. */
  readonly stamp: () => string;
  /** Asks for an image's description; false where there is no image. */
  readonly askImage: (request: ImageRequest | null) => boolean;
}

type SessionCommand = (host: SessionCommandHost) => boolean;

/** The commands that need more of a note than its editor. */
const COMMANDS: Partial<Record<CommandId, SessionCommand>> = {
  'edit.describeImage': ({ editor, askImage }) =>
    askImage(editor.read(() => $describeRequest(editor))),
  'insert.image': done(({ images }) => void insertImageFiles(images())),
  'edit.copyMarkdown': done(({ clipboard }) => clipboard.copyMarkdown()),
  'edit.pastePlain': done(({ clipboard }) => clipboard.pastePlain()),
  'talk.stamp': done(({ editor, stamp }) => update(editor, () => $insertStamp(stamp()))),
  'talk.stampWritten': done(({ written }) => void stampWritten(written())),
  'talk.new': done(({ editor, stamp, talks }) =>
    update(editor, () => $insertTalk(stamp(), talks.level)),
  ),
  'talk.next': done(({ talks }) => talks.goBy(1)),
  'talk.previous': done(({ talks }) => talks.goBy(-1)),
  'kept.next': ({ kept }) => kept.next(),
  'kept.mine': ({ kept }) => kept.choose('mine'),
  'kept.theirs': ({ kept }) => kept.choose('theirs'),
  'kept.both': ({ kept }) => kept.choose('both'),
};

/** Runs a command of the registry on the outline; false where it is not the editor's. */
export function runSessionCommand(id: CommandId, host: SessionCommandHost): boolean {
  const command = COMMANDS[id];
  if (command !== undefined) return command(host);
  return host.view.run(id) || runEditorCommand(host.editor, id);
}

function done(act: (host: SessionCommandHost) => void): SessionCommand {
  return (host) => {
    act(host);
    return true;
  };
}

function update(editor: LexicalEditor, change: () => unknown): void {
  editor.update(() => void change(), { tag: HISTORY_PUSH_TAG });
}
