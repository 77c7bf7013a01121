import { expect, test } from './fixtures.ts';

test('a customer is found, opened and changed with keys alone, also offline; an undo takes it back', async ({
  practice,
  openDesk,
}) => {
  await practice.hub.call('POST', '/v2/customers', { name: 'Anil Sharma', phone: '+919876543210' });
  const { page, board, connection, untilInStep, goTo, cutNetwork, mendNetwork } = await openDesk();
  await goTo('/customers');
  await untilInStep();
  await page.keyboard.press('/');
  await page.keyboard.type('98765 43210');
  await expect(page.getByText('2 of 4')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: /^Anil Sharma/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: /^Priya Sharma/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const profile = page.getByRole('article', { name: 'Priya Sharma' });
  await expect(profile.getByRole('region', { name: 'Same phone number' })).toContainText('Anil Sharma');

  await cutNetwork();
  await profile.getByRole('button', { name: 'Add a warning for every card' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Allergic to latex');
  await page.keyboard.press('Enter');
  await expect(profile.getByRole('button', { name: 'Alert: Allergic to latex. Edit' })).toBeFocused();
  await expect(profile.getByText('Waiting for the hub')).toBeVisible();
  // A wrong address is said where it was typed, and nothing is stored.
  await profile.getByRole('button', { name: /^E-mail:/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('x@');
  await page.keyboard.press('Enter');
  await expect(profile.getByText('This is no e-mail address.')).toBeVisible();
  await page.keyboard.press('Escape');

  await mendNetwork();
  await expect(connection).toHaveText('Hub here', { timeout: 30_000 });
  const { body } = await practice.hub.call('GET', '/v2/customers/cust_priya');
  expect(body).toMatchObject({ alert: 'Allergic to latex', email: 'priya@example.com' });
  // It is on every card of theirs, until it is taken back.
  await practice.book('11:00', 'priya');
  await page.getByRole('link', { name: 'Board', exact: true }).click();
  const warned = board.card('11:00 AM Priya Sharma', 'alert: Allergic to latex');
  await expect(warned.locator('[data-mark="alert"]')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(warned).toHaveCount(0);
  await expect(board.card('11:00 AM Priya Sharma')).toHaveCount(1);
});

test('a file with one wrong row is looked at, imported without it, and taken back', async ({
  practice,
  openDesk,
}) => {
  const { page, untilInStep, goTo } = await openDesk();
  await goTo('/customers/import');
  await untilInStep();
  const file = 'Wer;Mail;Phone\nZoë Ångström;zoe@example.com;098765 43211\nRavi Kumar;no-address;\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  await expect(page.getByText('No column is a name.')).toBeVisible();
  await page.getByRole('combobox', { name: 'What Wer becomes' }).selectOption('Name');
  await expect(page.getByRole('list', { name: 'Rows that are not taken' })).toContainText(
    'Row 3 E-mail: this is no e-mail address',
  );
  await page.getByRole('button', { name: 'Import 1 person' }).click();
  await expect(page.getByRole('heading', { name: 'Import: Done' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Zoë Ångström/ })).toBeVisible();
  await expect(page.getByText('4 customers')).toBeVisible();

  await page.getByRole('button', { name: 'Take back the import' }).click();
  await expect(page.getByRole('heading', { name: 'Import: Taken back' })).toBeVisible();
  const list = page.getByRole('region', { name: 'List of customers' });
  await expect(list.getByText('3 customers')).toBeVisible();
  const { body } = await practice.hub.call('GET', '/v2/customers?limit=10');
  expect(body.data).toHaveLength(3);
});

test('two records of one person are compared and become one, field by field; who is erased by name is gone', async ({
  practice,
  openDesk,
}) => {
  const twin = { id: 'cust_twin', name: 'Priya S. Sharma', phone: '+919876543210', alert: 'Latex' };
  await practice.hub.call('POST', '/v2/customers', twin);
  const { page, untilInStep, goTo } = await openDesk();
  await goTo('/customers');
  await untilInStep();
  await page.getByRole('link', { name: 'Compare Priya Sharma and Priya S. Sharma' }).click();
  await page.getByRole('radio', { name: 'Name of the other: Priya S. Sharma' }).check();
  const merge = page.getByRole('button', { name: 'Merge' });
  await expect(merge).toBeDisabled();
  await page.getByRole('checkbox', { name: /^They are the same person/ }).check();
  await merge.click();
  await expect(page.getByRole('heading', { name: 'Priya S. Sharma' })).toBeVisible();
  const list = page.getByRole('region', { name: 'List of customers' });
  await expect(list.getByText('3 customers')).toBeVisible();
  // The old address leads to the one that stayed.
  await goTo('/customers/cust_twin');
  await expect(page).toHaveURL(/cust_priya$/);
  await untilInStep();
  const { body } = await practice.hub.call('GET', '/v2/customers/cust_twin');
  expect(body).toMatchObject({ id: 'cust_priya', name: 'Priya S. Sharma', alert: 'Latex' });

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Erase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Priya S. Sharma?' });
  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  await dialog.getByRole('textbox', { name: 'Type the name' }).fill('Priya Sharma');
  await expect(erase).toBeDisabled();
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: 'Type the name' }).fill('priya s. sharma');
  await erase.click();
  await expect(list.getByText('2 customers')).toBeVisible();
  const gone = await practice.hub.call('GET', '/v2/customers/cust_priya');
  expect([gone.status, gone.body]).toMatchObject([410, { error: { code: 'erased' } }]);
});
