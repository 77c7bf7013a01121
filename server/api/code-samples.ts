import type { Recorded } from './recorded.ts';
import type { Route } from './route.ts';

interface Ask {
  readonly method: string;
  readonly path: string;
  /** Indented JSON; absent where nothing is sent. */
  readonly body: string | undefined;
  readonly writes: boolean;
}

/** What most integrations are made of. */
const main: ReadonlySet<string> = new Set([
  'me',
  'api_keys_create',
  'services_create',
  'list_services',
  'resources_create',
  'customers_create',
  'list_customers',
  'availability_slots',
  'bookings_create',
  'list_bookings',
  'get_bookings',
  'bookings_reschedule',
  'bookings_cancel',
  'list_events',
  'graphql',
  'v1_create_booking',
  'v1_availability',
]);

const languages: readonly { lang: string; label: string; write(ask: Ask): string }[] = [
  { lang: 'Shell', label: 'curl', write: curl },
  { lang: 'JavaScript', label: 'JavaScript', write: javascript },
  { lang: 'Python', label: 'Python', write: python },
  { lang: 'PHP', label: 'PHP', write: php },
  { lang: 'Ruby', label: 'Ruby', write: ruby },
  { lang: 'Go', label: 'Go', write: go },
  { lang: 'Java', label: 'Java', write: java },
  { lang: 'C#', label: 'C#', write: csharp },
];

/** The example of an endpoint in each language, with nothing but what the language brings along. */
export function codeSamples(route: Route, recorded: Recorded | undefined): Record<string, unknown> {
  if (!recorded || !main.has(route.operation)) return {};
  const ask: Ask = {
    method: route.method,
    path: recorded.path,
    body: recorded.request === undefined ? undefined : JSON.stringify(recorded.request, null, 2),
    writes: route.writes === true,
  };
  return {
    'x-codeSamples': languages.map(({ lang, label, write }) => ({ lang, label, source: write(ask) })),
  };
}

function indented(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}

function lines(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false).join('\n');
}

function curl({ method, path, body, writes }: Ask): string {
  const parts = [
    `curl -sS${method === 'GET' ? '' : ` -X ${method}`} "$HUB${path}"`,
    '-H "Authorization: Bearer $KEY"',
    writes && '-H "X-Idempotency-Key: $(openssl rand -hex 16)"',
    body !== undefined && '-H "Content-Type: application/json"',
    body !== undefined && `-d '${body.replaceAll("'", "'\\''")}'`,
  ];
  return parts.filter((part) => part !== false).join(' \\\n  ');
}

function javascript({ method, path, body, writes }: Ask): string {
  return lines(
    `const response = await fetch(process.env.HUB + ${JSON.stringify(path)}, {`,
    `  method: '${method}',`,
    '  headers: {',
    "    Authorization: 'Bearer ' + process.env.KEY,",
    writes && "    'X-Idempotency-Key': crypto.randomUUID(),",
    body !== undefined && "    'Content-Type': 'application/json',",
    '  },',
    body !== undefined && `  body: JSON.stringify(${indented(body, '  ')}),`,
    '});',
    'const answer = await response.json();',
    'if (!response.ok) throw new Error(answer.error.code);',
  );
}

function python({ method, path, body, writes }: Ask): string {
  const value = body && pythonValue(body);
  return lines(
    'import json, os, urllib.request, uuid',
    '',
    'request = urllib.request.Request(',
    `    os.environ["HUB"] + ${JSON.stringify(path)},`,
    `    method="${method}",`,
    '    headers={',
    '        "Authorization": f"Bearer {os.environ[\'KEY\']}",',
    writes && '        "X-Idempotency-Key": str(uuid.uuid4()),',
    body !== undefined && '        "Content-Type": "application/json",',
    '    },',
    value !== undefined && `    data=json.dumps(${indented(value, '    ')}).encode(),`,
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    answer = json.load(response)',
  );
}

function pythonValue(body: string): string {
  return body
    .replaceAll(/(: |\[\s*|,\s*)true\b/g, '$1True')
    .replaceAll(/(: |\[\s*|,\s*)false\b/g, '$1False')
    .replaceAll(/(: |\[\s*|,\s*)null\b/g, '$1None');
}

function php({ method, path, body, writes }: Ask): string {
  return lines(
    '<?php',
    `$request = curl_init(getenv('HUB') . ${phpText(path)});`,
    'curl_setopt_array($request, [',
    '    CURLOPT_RETURNTRANSFER => true,',
    `    CURLOPT_CUSTOMREQUEST => '${method}',`,
    '    CURLOPT_HTTPHEADER => [',
    "        'Authorization: Bearer ' . getenv('KEY'),",
    writes && "        'X-Idempotency-Key: ' . bin2hex(random_bytes(16)),",
    body !== undefined && "        'Content-Type: application/json',",
    '    ],',
    body !== undefined && `    CURLOPT_POSTFIELDS => ${phpText(indented(body, '    '))},`,
    ']);',
    '$answer = json_decode(curl_exec($request), true);',
  );
}

function phpText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function ruby({ method, path, body, writes }: Ask): string {
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  return lines(
    "require 'json'",
    "require 'net/http'",
    "require 'securerandom'",
    '',
    `uri = URI(ENV['HUB'] + ${JSON.stringify(path)})`,
    `request = Net::HTTP::${verb}.new(uri)`,
    "request['Authorization'] = 'Bearer ' + ENV['KEY']",
    writes && "request['X-Idempotency-Key'] = SecureRandom.uuid",
    body !== undefined && "request['Content-Type'] = 'application/json'",
    body !== undefined && `request.body = <<~'JSON'\n  ${indented(body, '  ')}\nJSON`,
    "response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }",
    'answer = JSON.parse(response.body)',
  );
}

function go({ method, path, body, writes }: Ask): string {
  return lines(
    'package main',
    '',
    'import (',
    writes && '\t"crypto/rand"',
    '\t"fmt"',
    '\t"io"',
    '\t"net/http"',
    '\t"os"',
    body !== undefined && '\t"strings"',
    ')',
    '',
    'func main() {',
    `\trequest, err := http.NewRequest("${method}", os.Getenv("HUB")+${JSON.stringify(path)}, ${body === undefined ? 'nil' : `strings.NewReader(\`${body.replaceAll('`', "'")}\`)`})`,
    '\tif err != nil {',
    '\t\tpanic(err)',
    '\t}',
    '\trequest.Header.Set("Authorization", "Bearer "+os.Getenv("KEY"))',
    writes && '\trequest.Header.Set("X-Idempotency-Key", rand.Text())',
    body !== undefined && '\trequest.Header.Set("Content-Type", "application/json")',
    '\tresponse, err := http.DefaultClient.Do(request)',
    '\tif err != nil {',
    '\t\tpanic(err)',
    '\t}',
    '\tdefer response.Body.Close()',
    '\tanswer, _ := io.ReadAll(response.Body)',
    '\tfmt.Println(response.Status, string(answer))',
    '}',
  );
}

function java({ method, path, body, writes }: Ask): string {
  const publisher =
    body === undefined
      ? 'HttpRequest.BodyPublishers.noBody()'
      : `HttpRequest.BodyPublishers.ofString("""\n        ${indented(body.replaceAll('\\', '\\\\'), '        ')}""")`;
  return lines(
    'import java.net.URI;',
    'import java.net.http.*;',
    'import java.util.UUID;',
    '',
    'class Example {',
    '  public static void main(String[] args) throws Exception {',
    `    var request = HttpRequest.newBuilder(URI.create(System.getenv("HUB") + ${JSON.stringify(path)}))`,
    '        .header("Authorization", "Bearer " + System.getenv("KEY"))',
    writes && '        .header("X-Idempotency-Key", UUID.randomUUID().toString())',
    body !== undefined && '        .header("Content-Type", "application/json")',
    `        .method("${method}", ${publisher})`,
    '        .build();',
    '    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '    System.out.println(response.statusCode() + " " + response.body());',
    '  }',
    '}',
  );
}

function csharp({ method, path, body, writes }: Ask): string {
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  const content =
    body === undefined
      ? false
      : `request.Content = new StringContent("""\n    ${indented(body, '    ')}\n    """, System.Text.Encoding.UTF8, "application/json");`;
  return lines(
    'using System.Net.Http.Headers;',
    '',
    'using var client = new HttpClient();',
    'var hub = Environment.GetEnvironmentVariable("HUB");',
    `using var request = new HttpRequestMessage(HttpMethod.${verb}, hub + ${JSON.stringify(path)});`,
    'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("KEY"));',
    writes && 'request.Headers.Add("X-Idempotency-Key", Guid.NewGuid().ToString());',
    content,
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
  );
}
