/** What changed for those who call the API, newest first. */
export const changelog: readonly { version: string; date: string; changes: readonly string[] }[] = [
  {
    version: '2.0.0',
    date: '2026-11-21',
    changes: [
      'The first version of /v2: bookings, availability, holds, services, resources, closures and time off, customers with consents and imports, staff, keys, desks, events.',
      'Every write takes an X-Idempotency-Key; the stored answer comes again with Idempotent-Replayed: true.',
      'Every document has version, metadata and external_id; ETag and If-Match keep two writers apart.',
      'Lists are paged with cursors that stay right while rows come and go, and take updated_since.',
      'GraphQL at /v2/graphql over the same definitions.',
      'Events by webhook, as a stream and in pages; /v2/event-types has every type with its schema.',
      '/v1 goes on as it was, with its own error envelope.',
    ],
  },
];
