/** Of the environment, by which a test says what computer the double runs on. */
export const variables = {
  /** Where the resources of an installed program are; absent: it runs as it was built. */
  resources: 'ELECTRON_DOUBLE_RESOURCES',
  /** `none`: the system has no keyring. */
  keyring: 'ELECTRON_DOUBLE_KEYRING',
} as const;
