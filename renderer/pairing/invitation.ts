/** The invitation in what somebody pasted: a whole link, or the invitation alone. */
export function invitationIn(text: string): string | undefined {
  return /inv_[\w.~-]{16,}/.exec(text)?.[0];
}
