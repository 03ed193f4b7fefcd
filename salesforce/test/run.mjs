// Runs the checks of the package and closes with the counts, in the words of the other test projects.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const started = Date.now();
const run = (...command) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 });
    return { text: stdout + stderr, stdout, status };
};
const count = (text, pattern) => Number(pattern.exec(text)?.[1] ?? Number.NaN);

const checks = run('--test', '--test-reporter=tap', 'test/apex.test.mjs', 'test/metadata.test.mjs');
const jest = run('node_modules/@salesforce/sfdx-lwc-jest/bin/sfdx-lwc-jest', '--', '--json', '--silent');
const components = JSON.parse(jest.stdout.slice(jest.stdout.indexOf('{"')));

const total = count(checks.text, /^# tests (\d+)$/m) + components.numTotalTests;
const failed = count(checks.text, /^# fail (\d+)$/m) + components.numFailedTests + components.numRuntimeErrorTestSuites;
if (failed > 0 || checks.status !== 0 || jest.status !== 0) {
    console.log(checks.text.split('\n').filter((line) => !line.startsWith('ok ')).join('\n'));
    for (const suite of components.testResults.filter((one) => one.status !== 'passed')) console.log(suite.message);
}
console.log(`salesforce  Total: ${total}, Errors: 0, Failed: ${failed}, Skipped: 0, Not Run: 0, Time: ${((Date.now() - started) / 1000).toFixed(1)}s`);
process.exitCode = failed > 0 || checks.status !== 0 || jest.status !== 0 ? 1 : 0;
