/** Calls by message to another process or thread, and their answers. */
export interface Calls {
  call(method: string, args: readonly unknown[]): Promise<unknown>;
  answered(answer: CallAnswer): void;
  /** The other side is gone: nothing more will be answered. */
  fail(error: Error): void;
}

export interface CallMessage<Method extends string = string> {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

export interface CallAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Keeps the calls that wait for their answers. */
export function openCalls(send: (message: CallMessage) => void): Calls {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let calls = 0;
  return {
    call(method, args) {
      const id = calls++;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      send({ id, method, args });
      return answer.promise;
    },
    answered({ id, result, error }) {
      const call = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) call?.resolve(result);
      else call?.reject(new Error(error));
    },
    fail(error) {
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
    },
  };
}
