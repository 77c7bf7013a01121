/**
 * Reasons that the desk gives by itself when something is undone or done again. They are stored as they are here, whatever
 * language the desk speaks, and each desk says them in its own (`reasonWords` in `renderer/ui/words.ts`).
 */
export const takenBack = 'Taken back';
export const doneAgain = 'Done again';
