import { type Refusal, RefusalError, refuse } from '../../shared/errors.ts';
import { type CursorCodec, cursorCodec } from '../api/cursor.ts';
import type { Store, View } from '../store/store.ts';

const order = 'events';

/** Where readers of events are: a seq of one store's epoch (decision 4). */
export interface EventPositions {
  /** The cursor after which everything with a greater seq follows. */
  write(store: Store, seq: number): string;
  /**
   * The seq after which to go on: after a cursor, or after the event of an id, as `webhook-id` has it.
   * @throws RefusalError `invalid_cursor`, or `cursor_expired` where what follows may be gone
   */
  read(store: Store, view: View, text: string): number;
}

/** @param secret signs cursors */
export function eventPositions(secret: Uint8Array): EventPositions {
  const cursors: CursorCodec = cursorCodec(secret);
  return {
    write: (store, seq) => cursors.write({ order, value: seq, id: store.epoch, backwards: false }),

    read(store, view, text) {
      if (/^evt_\w+$/.test(text)) {
        const event = view.event(text);
        if (!event) throw new RefusalError(eventGone(text));
        return event.seq;
      }
      const at = cursors.read(text, order);
      if (at.id !== store.epoch) throw new RefusalError(ofOtherStore());
      const seq = Number(at.value);
      if (seq < view.forgottenEvents()) throw new RefusalError(tooOld());
      return seq;
    },
  };
}

const startOver =
  'Read anew what you keep (lists take updated_since), then go on from the oldest event: leave the cursor out';

/** 410: events after this position were forgotten. */
export function tooOld(): Refusal {
  return refuse('cursor_expired', `What follows is no longer kept. ${startOver}`, { reason: 'old' });
}

/** 410: the numbers of this position are those of another store. */
export function ofOtherStore(): Refusal {
  return refuse('cursor_expired', `The cursor is from before a restore, or of the sandbox. ${startOver}`, {
    reason: 'restored',
  });
}

function eventGone(id: string): Refusal {
  return refuse('cursor_expired', `There is no event ${id} any more, or there never was. ${startOver}`, {
    reason: 'old',
  });
}
