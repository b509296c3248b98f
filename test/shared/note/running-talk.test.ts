import { describe, expect, it } from 'vitest';
import { parse } from '../../../shared/markdown/index.ts';
import { readEvent } from '../../../shared/note/event.ts';
import { runningTalk } from '../../../shared/note/running-talk.ts';

const NOTE = `Night of Tools
=====

2019/02/14 @Back Room

# [10:00] First (30min) - Ann

# [10:40] Second

# Third (20min)

- [11:30] begins here
`;

const event = readEvent(parse(NOTE).blocks);
const at = (minuteOfDay: number, day = '2019-02-14') => runningTalk(event, { day, minuteOfDay });

describe('the running talk', () => {
  it('is the last one that has begun, with what is left of it', () => {
    expect([at(599), at(600), at(625), at(635), at(640), at(690), at(705)]).toEqual([
      null,
      { index: 0, elapsed: 0, remaining: 30 },
      { index: 0, elapsed: 25, remaining: 5 },
      { index: 0, elapsed: 35, remaining: -5 },
      { index: 1, elapsed: 0, remaining: null },
      { index: 2, elapsed: 0, remaining: 20 },
      { index: 2, elapsed: 15, remaining: 5 },
    ]);
  });

  it('is over some time behind its end, and on every other day', () => {
    expect([at(741), at(625, '2019-02-15'), at(625, '2019-02-13')]).toEqual([null, null, null]);
  });
});
