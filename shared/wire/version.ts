/**
 * The version of the messages in this folder. It rises with every change of a message's shape; a test pins the shapes
 * to it. The hub accepts intents of this version and of the one before (rule S8).
 */
export const wireVersion = 2;
export const oldestWireVersion = 1;
