import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import { refuse } from '../../shared/errors.ts';
import { type Role, roles } from '../../shared/resources/staff.ts';
import { minutes } from '../../shared/time/instants.ts';
import { type DeskRequest, type HubAnswer, useDesk, useSignal } from '../data/index.ts';

/** Somebody who signed in at this window. The token is in memory only: closing the window ends it here. */
interface Person {
  readonly token: string;
  readonly name: string;
  /** Absent where the hub does not say. */
  readonly role: Role | undefined;
}

/** Somebody by their e-mail address, or whoever is signed in at the desk. */
export type Who = { readonly email: string } | { readonly staff_id: string };

interface PersonView {
  readonly person: Person | undefined;
  /** Lets in who may see what only owners and managers do; answers why not. */
  signIn(who: Who, secret: string): Promise<Refusal | undefined>;
  signOut(): void;
  /** Asks the hub as the person; signs them out here where the hub says that their session has ended. */
  ask(request: Omit<DeskRequest, 'token'>): Promise<HubAnswer>;
}

const opened = z.object({ token: z.string(), staff_id: z.string() });
const named = z.object({ name: z.string(), role: z.enum(roles) });

/** A desk stands where everybody can reach it: who walks away is signed out. */
const patience = minutes(10);

const PersonContext = createContext<PersonView | undefined>(undefined);

/** Keeps who signed in, for the screens that a desk by itself may not see (rule P1). */
export function PersonProvider({ children }: { readonly children: ReactNode }) {
  const desk = useDesk();
  const [person, show] = useState<Person>();
  /** What is taken back later is asked by whoever is signed in then. */
  const current = useRef<Person>(undefined);
  const setPerson = useCallback((next: Person | undefined) => {
    current.current = next;
    show(next);
  }, []);

  const signOut = useCallback(() => {
    if (person) void desk.ask({ method: 'DELETE', path: '/v2/sessions/current', token: person.token });
    setPerson(undefined);
  }, [desk, person, setPerson]);

  // Whoever comes to the desk next does not go on with what another may do.
  const at = useSignal(desk.people.at);
  const acting = at.locked ? 'nobody' : at.current?.id;
  const before = useRef(acting);
  useEffect(() => {
    if (before.current === acting) return;
    before.current = acting;
    signOut();
  }, [acting, signOut]);

  useEffect(() => {
    if (!person) return;
    let timer = setTimeout(signOut, patience);
    const stay = () => {
      clearTimeout(timer);
      timer = setTimeout(signOut, patience);
    };
    window.addEventListener('pointerdown', stay);
    window.addEventListener('keydown', stay);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', stay);
      window.removeEventListener('keydown', stay);
    };
  }, [person, signOut]);

  const view = useMemo<PersonView>(
    () => ({
      person,
      signOut,
      async signIn(who, secret) {
        const proof = /^\d{4,8}$/.test(secret) ? { pin: secret } : { password: secret };
        const body = { ...who, ...proof };
        const answer = await desk.ask({ method: 'POST', path: '/v2/sessions', body });
        if (answer.kind !== 'ok') return refusalOf(answer);
        const { token, staff_id } = opened.parse(answer.body);
        const allowed = await desk.ask({ method: 'GET', path: '/v2/webhooks?limit=1', token });
        if (allowed.kind !== 'ok') {
          void desk.ask({ method: 'DELETE', path: '/v2/sessions/current', token });
          return refusalOf(allowed);
        }
        const path = `/v2/staff/${encodeURIComponent(staff_id)}`;
        const found = await desk.ask({ method: 'GET', path, token });
        const known = found.kind === 'ok' ? named.safeParse(found.body).data : undefined;
        const name = known?.name ?? ('email' in who ? who.email : desk.people.nameOf(staff_id));
        setPerson({ token, name: name ?? '', role: known?.role });
        return undefined;
      },
      async ask(request) {
        const now = current.current;
        if (!now) return { kind: 'refused', status: 401, refusal: refuse('unauthorized', 'Sign in') };
        const answer = await desk.ask({ ...request, token: now.token });
        const ended = answer.kind === 'refused' && answer.status === 401;
        if (ended && current.current === now) setPerson(undefined);
        return answer;
      },
    }),
    [desk, person, setPerson, signOut],
  );
  return <PersonContext value={view}>{children}</PersonContext>;
}

/** Who is signed in at this window, if anybody is. */
export function usePerson(): PersonView {
  const view = useContext(PersonContext);
  if (!view) throw new Error('usePerson needs a PersonProvider above it');
  return view;
}

/** Why the hub did not do what it was asked. */
export function refusalOf(answer: Exclude<HubAnswer, { kind: 'ok' }>): Refusal {
  if (answer.kind === 'refused') return answer.refusal;
  return refuse('unavailable', 'The hub cannot be reached right now');
}
