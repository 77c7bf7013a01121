import type { Refusal } from '../../../shared/errors.ts';
import type { BaseDoc, ResourceDefinition } from '../../../shared/resources/define.ts';
import type { View } from '../../store/store.ts';
import type { CursorCodec } from '../cursor.ts';
import type { Call } from '../route.ts';
import type { Loader } from './loader.ts';
import type { Wire } from './outputs.ts';

/** One operation on its way: what resolvers work with. */
export interface Ask {
  readonly call: Call;
  readonly cursors: CursorCodec;
  /**
   * Reads of the caller's own practice. All of a query happens in one snapshot; after a mutation each read sees what
   * there is by then.
   */
  read<T>(work: (view: View) => Promise<T>): Promise<T>;
  /** Looks up neighbours, those of a whole level at once. */
  readonly loader: Loader;
  /** A document as the caller may see it, in wire form. */
  show(definition: ResourceDefinition, doc: BaseDoc): Wire;
  /** Counts documents of the answer; throws `query_too_complex` when they become too many. */
  spend(documents: number): void;
  /** One entry per command that was carried out: whether its outcome was remembered from an earlier request. */
  readonly replays: boolean[];
  /** Why no further command of this request is carried out. */
  halted?: Refusal;
}
