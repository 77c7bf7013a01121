import { type Refusal, refuse } from '../../errors.ts';

/** 409: the record is part of another by now. */
export function alreadyMerged(id: string, into: string): Refusal {
  return refuse('already_merged', `${id} was merged into ${into} already`, { id, into });
}
