import { variables } from './variables.ts';

// Electron has it in every process; here it is how an installed program is told from one that runs as it was built.
const resources = process.env[variables.resources];
if (resources !== undefined) Object.defineProperty(process, 'resourcesPath', { value: resources });
