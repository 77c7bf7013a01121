import type { Page } from '@playwright/test';

/** Answers of the hub to one path, each kept back on its way although the hub has done its work. */
export interface HeldAnswers {
  /** Resolves when the hub has answered for the first time. */
  readonly arrived: Promise<void>;
  /** Lets through what is held and all that comes later. */
  release(): void;
}

/** Holds answers to a page's requests to `path`, from now on until they are released. */
export async function holdAnswers(page: Page, path: string): Promise<HeldAnswers> {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  // At the response, and over Chromium's own protocol: a route that fetched for the page would not reach `app://`.
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', async ({ requestId, request }) => {
    if (new URL(request.url).pathname === path) {
      arrived.resolve();
      await released.promise;
    }
    await session.send('Fetch.continueResponse', { requestId });
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: `*${path}*`, requestStage: 'Response' }] });
  return {
    arrived: arrived.promise,
    release: () => released.resolve(),
  };
}
