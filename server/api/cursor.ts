import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';

/** Where a page begins: after, or before, the row with this sort value and id. */
const position = z.strictObject({
  /** The list, and the order of its rows. */
  order: z.string(),
  value: z.union([z.string(), z.number()]),
  id: z.string(),
  backwards: z.boolean(),
  /** The seq at which the walk began. */
  asOf: z.int().min(0).optional(),
  /** Of the store as it was then. */
  epoch: z.string().optional(),
});
export type Position = z.output<typeof position>;

/** Writes and reads cursors: opaque to callers, and signed, so that nobody builds their own. */
export function cursorCodec(secret: Uint8Array) {
  function sign(text: string): string {
    return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 16);
  }

  return {
    write(at: Position): string {
      const text = Buffer.from(JSON.stringify(at)).toString('base64url');
      return `${text}.${sign(text)}`;
    },
    /** 422 `invalid_cursor` where it is not one of ours, or belongs to another list or order. */
    read(cursor: string, order: string): Position {
      const dot = cursor.indexOf('.');
      const text = cursor.slice(0, Math.max(dot, 0));
      const mac = cursor.slice(dot + 1);
      const wanted = Buffer.from(sign(text));
      const given = Buffer.from(mac);
      if (wanted.length === given.length && timingSafeEqual(wanted, given)) {
        const at = position.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
        if (at.order === order) return at;
      }
      throw new RefusalError(refuse('invalid_cursor', 'The cursor is not one that this list returned'));
    },
  };
}
export type CursorCodec = ReturnType<typeof cursorCodec>;
