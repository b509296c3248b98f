import type { EventName, Events } from '../../shared/ipc/contract.ts';

/** Tells the window something; dropped where there is no window to hear it. */
export type Emit = <Name extends EventName>(name: Name, payload: Events[Name]) => void;
