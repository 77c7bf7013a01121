import type { Page } from '@playwright/test';

/** How long what hangs on something else may take to find its place, in milliseconds. */
const patience = 4000;

/**
 * Says what a screen loses in the window as it is, which is looked at with a zoom of 200 % (WCAG 1.4.4, 1.4.10):
 * anything but a grid that scrolls sideways, words that are cut off with no way to see the rest, controls that
 * cannot be brought into view and pressed.
 */
export async function lostOn(page: Page): Promise<string[]> {
  const until = performance.now() + patience;
  for (;;) {
    const found = await page.evaluate(lost);
    if (found.length === 0 || performance.now() > until) return found;
  }
}

/** Runs in the page. */
function lost(): string[] {
  const inGrid = (element: Element) => element.closest('[role="grid"]') !== null;
  const holdsGrid = (element: Element) => element.querySelector('[role="grid"]') !== null;
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    // What is there for screen readers alone is clipped away.
    const clipped = getComputedStyle(element).clipPath !== 'none';
    const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return width > 1 && height > 1 && !clipped && visible;
  };
  const named = (element: Element) =>
    `${element.tagName} ${element.className} «${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 60)}»`;
  const all = [document.documentElement, ...document.querySelectorAll('body, body *')].filter(
    (element) => isShown(element) && !inGrid(element) && !element.closest('svg'),
  );

  const sideways = all.filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 &&
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      !holdsGrid(element),
  );
  const cut = all.filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    if (holdsGrid(element) || element.textContent.trim() === '') return false;
    return (
      (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
    );
  });

  const dialog = [...document.querySelectorAll('[role="dialog"]')].findLast(isShown);
  const controls = [
    ...(dialog ?? document).querySelectorAll('a[href], button, input, select, textarea, [role="option"]'),
  ];
  const unreachable = controls.filter((element) => {
    if (!isShown(element) || inGrid(element) || element.matches('[tabindex="-1"], :disabled')) return false;
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const { left, top, width, height, right, bottom } = element.getBoundingClientRect();
    // Taller than the window, it is brought into view piece by piece.
    if (
      left < -1 ||
      right > innerWidth + 1 ||
      (height < innerHeight && (top < -1 || bottom > innerHeight + 1))
    )
      return true;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return !(
      hit &&
      (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element))
    );
  });
  return [
    ...sideways.map((element) => `scrolls sideways: ${named(element)}`),
    ...cut.map((element) => `cut off: ${named(element)}`),
    ...unreachable.map((element) => `cannot be reached: ${named(element)}`),
  ];
}
