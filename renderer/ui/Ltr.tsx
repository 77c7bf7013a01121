import type { ReactNode } from 'react';

/** What is written from left to right in every language: a phone number, an address, an id. */
export function Ltr({ children }: { readonly children: ReactNode }) {
  return <bdi dir="ltr">{children}</bdi>;
}
