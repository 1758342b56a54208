// browser.js -- opens dashboards of Superset in headless Chromium, keeps what each chart was given and a picture.
//   node browser.js URL PASSWORD CHARTS OUT DASHBOARD...
// CHARTS has a line for each chart: its id, its name, the dashboard that it is on. OUT gets NAME.json, the rows of
// each chart, and DASHBOARD.png. Prints a TAP line for each chart: no error, and rows.
'use strict';
const fs = require('fs');
const { chromium } = require('playwright-core');

const [, , base, password, chartsFile, out, ...dashboards] = process.argv;
const charts = fs.readFileSync(chartsFile, 'utf8').trim().split('\n').map((line) => line.split(' '))
  .map(([id, name, dashboard]) => ({ id: Number(id), name, dashboard }));
let count = 0;
function say(wrong, name) {
  count += 1;
  console.log(`${wrong ? 'not ok' : 'ok'} ${count} - ${name}${wrong ? `: ${wrong}` : ''}`);
}
const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function open(context, dashboard) {
  const mine = charts.filter((c) => c.dashboard === dashboard);
  if (!mine.length) throw new Error(`no charts on ${dashboard}`);
  const page = await context.newPage();
  const answers = new Map();
  page.on('response', async (response) => {
    if (!response.url().includes('/api/v1/chart/data')) return;
    let id;
    try {
      id = JSON.parse(response.request().postData()).form_data.slice_id;
      answers.set(id, { status: response.status(), body: await response.json() });
    } catch (error) {
      if (id) answers.set(id, { status: response.status(), body: { message: String(error) } });
    }
  });
  await page.goto(`${base}/superset/dashboard/cx-${dashboard}/?standalone=1&expand_filters=0`, { waitUntil: 'domcontentloaded', timeout: 240000 });
  for (let i = 0; i < 240 && !mine.every((c) => answers.has(c.id)); i += 1) await pause(1000);
  for (let i = 0; i < 60 && await page.locator('[data-test="loading-indicator"], .loading').count() > 0; i += 1) await pause(1000);
  await pause(3000);
  for (const chart of mine) {
    const answer = answers.get(chart.id);
    const [result] = (answer && answer.body.result) || [];
    let wrong = '';
    if (!answer) wrong = 'it never asked for its rows';
    else if (answer.status !== 200 || !result) wrong = JSON.stringify(answer.body).slice(0, 300);
    else if (result.error) wrong = result.error;
    else if (!result.rowcount) wrong = 'no rows';
    say(wrong, `Superset, ${dashboard}: ${chart.name} has rows`);
    if (!wrong) fs.writeFileSync(`${out}/${chart.name}.json`, JSON.stringify(result.data));
  }
  const errors = await page.locator('text=/Data error|Unexpected error|An error occurred|Missing dataset/').allInnerTexts();
  say(errors.join(', '), `Superset, ${dashboard}: no chart shows an error`);
  const drawn = await page.locator('.dashboard-chart canvas, .dashboard-chart table, .dashboard-chart .header-line, .dashboard-chart svg').count();
  say(drawn < mine.length ? `${drawn} of ${mine.length}` : '', `Superset, ${dashboard}: something is drawn for each chart`);
  const height = await page.evaluate(() => Math.max(...[...document.querySelectorAll('.dashboard-chart')].map((c) => c.getBoundingClientRect().bottom)));
  await page.screenshot({ path: `${out}/${dashboard}.png`, animations: 'disabled', clip: { x: 0, y: 0, width: 1400, height: Math.min(Math.ceil(height) + 40, 3000) } });
  await page.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CX_BI_CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ viewport: { width: 1400, height: 3000 } });
  const login = await context.request.post(`${base}/login/`, { form: { username: 'admin', password }, timeout: 120000 });
  say(login.url().includes('/login') ? login.url() : '', 'Superset: signed in');
  for (const dashboard of dashboards) await open(context, dashboard);
  await browser.close();
})().catch((error) => { say(String(error).split('\n')[0], 'Superset in the browser'); process.exit(1); });
