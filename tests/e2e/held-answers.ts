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
  const matches = (url: URL) => url.pathname === path;
  await page.route(matches, async (route) => {
    const response = await route.fetch();
    arrived.resolve();
    await released.promise;
    await route.fulfill({ response });
  });
  return {
    arrived: arrived.promise,
    release: () => released.resolve(),
  };
}
