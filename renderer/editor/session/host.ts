import type { CallError, Notice, NoticeId } from '../../../shared/ipc/contract.ts';
import type { Words } from '../../app/words.ts';
import type { Count } from '../count/counter.ts';
import type { ImageContext } from '../images/image-view.ts';
import type { ImageRequest } from '../images/requests.ts';
import type { KeptBothHost } from '../kept-both.ts';
import type { TalkList } from '../talk-list.ts';
import type { NoteApi } from './note-api.ts';

/** What a session needs from the window around it. */
export interface SessionHost {
  readonly api: NoteApi;
  readonly label: string;
  /** The name of the note's source for assistive technology. */
  readonly sourceLabel: () => string;
  /** The words of the interface, in the language it has now. */
  readonly words: () => Words;
  /** The notebook that holds the note. */
  readonly notebook: string;
  readonly images: ImageContext;
  /** The time stamp for now. */
  readonly stamp: () => string;
  readonly autoStamp: () => boolean;
  /** How far into its talk a moment is, in words; negative minutes are before it. */
  readonly sinceStart: (minutes: number) => string;
  /** How much there is to read, when the note has come to rest. */
  readonly onCount: (count: Count) => void;
  readonly onPending: (pending: boolean, version: number) => void;
  readonly onTalks: (talks: TalkList, current: number) => void;
  /** What holds the part of the note that alone is shown; null where all of it is. */
  readonly onZoom: (path: readonly string[] | null) => void;
  /** The note's source takes the outline's place on the screen, or the reverse. */
  readonly onSwitch: () => void;
  readonly onError: (error: CallError) => void;
  readonly kept: KeptBothHost;
  readonly onNotice: (notice: Notice) => void;
  /** What a notice said is so no more. */
  readonly onNoticeOver: (id: NoticeId) => void;
  /** An image asks for what lies above the note. */
  readonly onImage: (request: ImageRequest) => void;
}
