/** Is told what is done next, and how much of it is done (0 to 1). What it throws ends the work there. */
export type Step = (what: string, done?: number) => void;
