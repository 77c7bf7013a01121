import { t } from '@lingui/core/macro';
import { formatInstant } from '../../shared/time/instants.ts';
import type { Format } from '../app/format.ts';
import type { WaitingChange } from './waiting-changes.ts';

interface ExportOf {
  readonly practice: { readonly id: string; readonly name: string };
  /** The store that the changes are in. */
  readonly install: string;
  /** Milliseconds. */
  readonly now: number;
  readonly changes: readonly WaitingChange[];
}

/** Everything that is needed to enter the changes by hand or by a program, in their order. */
export function exportedJson({ practice, install, now, changes }: ExportOf): string {
  const file = {
    kind: 'dunebook.waiting-changes',
    version: 1,
    made_at: formatInstant(now),
    practice: { id: practice.id, name: practice.name },
    install,
    changes: changes.map(({ intent, title, customer, service, resources }) => ({
      n: intent.n,
      id: intent.id,
      issued_at: intent.issued_at,
      title,
      command: intent.command,
      args: intent.args,
      depends_on: intent.depends_on,
      customer,
      service,
      resources,
      /** What this desk shows because of it. */
      effects: intent.effects,
    })),
  };
  return JSON.stringify(file, null, 2);
}

/** The same for people: a page that any browser opens and prints, with nothing from elsewhere in it. */
export function exportedPage(
  { practice, now, changes }: ExportOf,
  format: Format,
  language: { readonly tag: string; readonly dir: string },
): string {
  const title = t`Changes that wait for the hub`;
  const made = t`Made ${format.dayTime(now)} at ${practice.name}. Enter them in this order if this computer cannot send them any more.`;
  const rows = changes.map(({ intent, title: what, customer, service, resources }) => {
    const reach = [customer?.name, customer?.phone, customer?.email].filter(Boolean).join(', ');
    const about = [service, ...resources].filter(Boolean).join(', ');
    const cells = [format.dayTime(intent.issued_at), what, reach, about];
    return `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  const heads = [t`Done`, t`What`, t`Customer`, t`Service and with whom`];
  return `<!doctype html>
<html lang="${language.tag}" dir="${language.dir}">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color: #111; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: 6px 8px; border: 1px solid #bbb }
</style>
<h1>${escaped(title)}</h1>
<p>${escaped(made)}</p>
<table><thead><tr>${heads.map((head) => `<th>${escaped(head)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</html>
`;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
