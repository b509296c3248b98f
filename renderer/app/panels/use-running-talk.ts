import { useEffect, useMemo, useState } from 'react';
import type { EventOutline } from '../../../shared/note/event.ts';
import {
  type LocalTime,
  type RunningTalk,
  runningTalk,
} from '../../../shared/note/running-talk.ts';
import { watchComposing } from '../composing.ts';

const MINUTE_MS = 60_000;
/** A moment past the minute, so that the clock has surely turned. */
const PAST_MS = 50;

/**
 * The talk that is running now; looked at once a minute.
 *
 * While an IME composes anywhere in the window the clock stands still (law 5).
 */
export function useRunningTalk(event: EventOutline | null): RunningTalk | null {
  const [now, setNow] = useState(localTime);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isDue = false;
    const composing = watchComposing(
      () => false,
      (is) => {
        if (!is && isDue) tick();
      },
    );
    function tick(): void {
      isDue = composing.isComposing();
      if (isDue) return;
      setNow(localTime());
      clearTimeout(timer);
      timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS) + PAST_MS);
    }
    timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS) + PAST_MS);
    return () => {
      clearTimeout(timer);
      composing.dispose();
    };
  }, []);

  return useMemo(() => (event === null ? null : runningTalk(event, now)), [event, now]);
}

function localTime(): LocalTime {
  const now = new Date();
  const digits = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`,
    minuteOfDay: now.getHours() * 60 + now.getMinutes(),
  };
}
