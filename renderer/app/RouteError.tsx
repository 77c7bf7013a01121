import { useRouteError } from 'react-router';

/** Hands what a screen threw on to the error boundary around the window, which knows what to say. */
export function RouteError(): never {
  throw useRouteError();
}
