/** Of the API, as the documents tell it; the changelog's newest entry is about it. */
export const apiVersion = '2.0.0';
