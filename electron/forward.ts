/** `net.fetch`, or any fetch that may reach the hub; `target` is what `forward` was given. */
export type Fetch = (target: string, init: RequestInit) => Promise<Response>;

/** What says something about the window, the hop or the transfer, and means nothing to the hub. */
const notForTheHub =
  /^(connection|content-length|cookie|expect|host|keep-alive|origin|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade(-insecure-requests)?)$/;

/** The body arrives decoded and re-framed, so these would lie about it. */
const notForTheWindow =
  /^(connection|content-encoding|content-length|keep-alive|proxy-.*|set-cookie|te|trailer|transfer-encoding|upgrade)$/;

/** Statuses with which a `Response` refuses any body, even an empty stream. */
const bodiless = new Set([204, 205, 304]);

/**
 * Passes a request of the window on to the hub and streams the answer back, server-sent events included.
 * A hub that cannot be reached is a network error to the window, as it is to a desk in a browser.
 * @param target absolute address at the hub, or as much of it as `fetch` needs
 * @param dress puts in, or takes out, headers that are not the window's to know
 */
export async function forward(
  request: Request,
  target: string,
  fetch: Fetch,
  dress?: (headers: Headers) => Promise<void>,
): Promise<Response> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  try {
    const headers = without(request.headers, notForTheHub);
    await dress?.(headers);
    const answer = await fetch(target, {
      method: request.method,
      headers,
      signal: request.signal,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      ...(hasBody && request.body ? { body: await request.arrayBuffer() } : {}),
    });
    return new Response(bodiless.has(answer.status) ? null : answer.body, {
      status: answer.status,
      statusText: answer.statusText,
      headers: without(answer.headers, notForTheWindow),
    });
  } catch {
    return Response.error();
  }
}

function without(headers: Headers, names: RegExp): Headers {
  return new Headers([...headers].filter(([name]) => !names.test(name)));
}
