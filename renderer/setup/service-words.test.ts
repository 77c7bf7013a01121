import '../testing/english.ts';
import { expect, test } from 'vitest';
import { templates, trades } from '../../shared/setup/trades.ts';
import { serviceWords } from './service-words.ts';
import { tradeWords } from './trade-words.ts';

test('every service and trade that can be chosen has a name', () => {
  for (const trade of trades) {
    expect(tradeWords(trade).name).not.toBe('');
    for (const { key } of templates[trade].services) expect(serviceWords(key)).not.toBe(key);
  }
});
