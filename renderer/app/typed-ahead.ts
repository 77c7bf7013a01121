/**
 * Catches what is typed from now on, until somebody takes it: keys meant for something that is still being fetched are
 * neither lost nor taken by the screen below.
 */
export function typedAhead(): { take(): string } {
  let text = '';
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  }
  document.addEventListener('keydown', onKeyDown, true);
  return {
    take() {
      document.removeEventListener('keydown', onKeyDown, true);
      const taken = text;
      text = '';
      return taken;
    },
  };
}
