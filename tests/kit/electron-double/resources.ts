/** Where the test says that the resources of an installed program are. */
export const resourcesVariable = 'ELECTRON_DOUBLE_RESOURCES';

// Electron has it in every process; it is not installed where it runs without.
const resources = process.env[resourcesVariable];
if (resources !== undefined) Object.defineProperty(process, 'resourcesPath', { value: resources });
