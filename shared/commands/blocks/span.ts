import { type Refusal, refuse } from '../../errors.ts';
import { parseInstant } from '../../time/instants.ts';

/** Refuses a span that is empty or backwards (rule T8). */
export function blockSpan(block: { start_at: string; end_at: string }): Refusal | undefined {
  if (parseInstant(block.end_at) > parseInstant(block.start_at)) return undefined;
  return refuse('validation_failed', 'It must end after it starts', {
    issues: [{ path: 'end_at', message: 'must be later than start_at' }],
  });
}
