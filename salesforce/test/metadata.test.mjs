import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const { mistakesIn, parseXml } = createRequire(import.meta.url)('./metadata.cjs');
const top = fileURLToPath(new URL('../', import.meta.url));
const roots = ['force-app/main/default', 'once/pages', 'once/client-app', 'once/call-center'].map((folder) => join(top, folder));
const files = roots.flatMap((root) => readdirSync(root, { recursive: true })).filter((file) => file.endsWith('-meta.xml'));
const find = (...path) => roots.map((root) => join(root, ...path)).find(existsSync);
const read = (file) => readFileSync(find(file), 'utf8');
const valuesOf = (node, name) => node.children.flatMap((child) => (child.name === name ? [child.text.trim()] : valuesOf(child, name)));
const exists = (...path) => find(...path) !== undefined;

for (const file of files) {
    test(`${file} keeps to the definition of its type`, () => assert.deepEqual(mistakesIn(read(file)), []));

    test(`what ${file} names exists`, () => {
        const document = parseXml(read(file));
        for (const name of [...valuesOf(document, 'lightningWebComponent'), ...valuesOf(document, 'lwcComponent')]) assert.ok(exists('lwc', name, `${name}.js-meta.xml`), name);
        for (const name of valuesOf(document, 'componentName')) assert.ok(exists('lwc', name), name);
        for (const name of valuesOf(document, 'apexClass')) assert.ok(exists('classes', `${name}.cls`), name);
        for (const name of valuesOf(document, 'externalClientApplication')) assert.ok(exists('externalClientApps', `${name}.eca-meta.xml`), name);
        for (const name of valuesOf(document, 'utilityBar')) assert.ok(exists('flexipages', `${name}.flexipage-meta.xml`), name);
        for (const name of valuesOf(document, 'application')) assert.ok(exists('applications', `${name}.app-meta.xml`), name);
        for (const name of [...valuesOf(document, 'tab'), ...valuesOf(document, 'tabs')].filter((tab) => !tab.startsWith('standard-'))) assert.ok(exists('tabs', `${name}.tab-meta.xml`), name);
        for (const name of valuesOf(document, 'commaSeparatedPermissionSet').flatMap((list) => list.split(','))) assert.ok(exists('permissionsets', `${name.trim()}.permissionset-meta.xml`), name);
        for (const [object, field] of valuesOf(document, 'field').map((name) => name.split('.')).filter(([, name]) => name?.endsWith('__c'))) assert.ok(exists('objects', object, 'fields', `${field}.field-meta.xml`), field);
    });
}

test('the copies of the package\'s version agree with sfdx-project.json, and with the server\'s', () => {
    const { versionName, versionNumber } = JSON.parse(readFileSync(join(top, 'sfdx-project.json'), 'utf8')).packageDirectories[0];
    assert.equal(versionNumber, `${versionName}.NEXT`);
    assert.equal(/PACKAGE_VERSION = '([^']+)'/.exec(read('classes/TielineLaunch.cls'))[1], versionName);
    assert.equal(/<Version>([^<]+)<\/Version>/.exec(readFileSync(join(top, '../Directory.Build.props'), 'utf8'))[1], versionName);
});

const right = (set, name) => valuesOf(parseXml(read(`permissionsets/${set}.permissionset-meta.xml`)), 'name').includes(name);
test('only the permission set for assigning lets anybody assign, and the key\'s text is shown to nobody', () => {
    const sets = readdirSync(find('permissionsets')).map((file) => file.split('.')[0]);
    assert.deepEqual(sets.filter((set) => right(set, 'AssignPermissionSets')), ['Tieline_Assign']);
    assert.deepEqual(sets.filter((set) => right(set, 'ViewEncryptedData') || right(set, 'ModifyAllData') || right(set, 'ViewAllData')), []);
    assert.match(read('objects/Webex_Launch_Key__c/fields/Secret__c.field-meta.xml'), /<type>EncryptedText<\/type>/);
});

const propertiesOf = (item) => Object.fromEntries(item.children.filter((child) => child.name === 'componentInstanceProperties').map((one) => [valuesOf(one, 'name')[0], valuesOf(one, 'value')[0]]));
const instancesIn = (node) => node.children.flatMap((child) => (child.name === 'componentInstance' ? [child] : instancesIn(child)));
test('the utility bar has the softphone and the calendar in their sizes, started without a click', () => {
    const items = instancesIn(parseXml(read('flexipages/Webex_Utility_Bar.flexipage-meta.xml'))).map((item) => {
        const { width, height, eager } = propertiesOf(item);
        return [valuesOf(item, 'componentName')[0], width, height, eager];
    });
    assert.deepEqual(items, [['webexSoftphone', '420', '460', 'true'], ['webexMeetingsCalendar', '340', '480', 'true']]);
});

test('each of the five objects has the three actions', () => {
    const actions = { Create_a_Space: 'webexCreateASpace', Make_a_Call: 'webexMakeACall', Schedule_a_Meeting: 'webexScheduleAMeeting' };
    const wanted = ['Account', 'Case', 'Contact', 'Lead', 'Opportunity'].flatMap((object) => Object.entries(actions).map(([action, component]) => [`${object}.${action}`, component]));
    const there = readdirSync(find('quickActions')).sort().map((file) => [file.replace('.quickAction-meta.xml', ''), valuesOf(parseXml(read(`quickActions/${file}`)), 'lightningWebComponent')[0]]);
    assert.deepEqual(there, wanted);
});

test('each component can be put where its panel belongs', () => {
    const components = readdirSync(find('lwc')).filter((name) => name.startsWith('webex'));
    assert.deepEqual(Object.fromEntries(components.map((name) => [name, valuesOf(parseXml(read(`lwc/${name}/${name}.js-meta.xml`)), 'target')])), {
        webexAdministration: ['lightning__Tab'],
        webexCreateASpace: ['lightning__RecordAction'],
        webexHome: ['lightning__HomePage'],
        webexMakeACall: ['lightning__RecordAction'],
        webexMeetings: ['lightning__RecordPage'],
        webexMeetingsCalendar: ['lightning__UtilityBar', 'lightning__RecordPage', 'lightning__HomePage', 'lightning__AppPage'],
        webexScheduleAMeeting: ['lightning__RecordAction'],
        webexSoftphone: ['lightning__UtilityBar'],
        webexSpaces: ['lightning__RecordPage'],
        webexWebinars: ['lightning__HomePage'],
    });
});

test('each sentence of the components is said somewhere, and each that is said exists', () => {
    const scripts = readdirSync(find('lwc')).flatMap((name) => [...read(`lwc/${name}/${name}.js`).matchAll(/\btexts\.(\w+)/g)].map(([, key]) => key));
    const keys = [...read('lwc/tielineTexts/tielineTexts.js').matchAll(/^ {4}(\w+): '/gm)].map(([, key]) => key);
    assert.deepEqual([...new Set(scripts)].sort(), [...new Set(keys)].sort());
});

// What is deployed at each upgrade overwrites what administrators changed: nothing that they are told to change is among it.
test('each version brings these kinds anew, all others come once only', () => {
    assert.deepEqual(readdirSync(roots[0]).sort(), ['classes', 'cspTrustedSites', 'lwc', 'messageChannels', 'objects', 'permissionsets', 'quickActions', 'tabs']);
});

// https://developer.salesforce.com/docs/atlas.en-us.api_cti.meta/api_cti/sforce_api_cti_callcenterxml_required.htm
const REQUIRED = ['reqInternalName', 'reqDisplayName', 'reqAdapterUrl', 'reqUseApi', 'reqSoftphoneHeight', 'reqSoftphoneWidth', 'reqSalesforceCompatibilityMode'];
test('the call center has the required elements, by their published names, and its two forms agree', () => {
    const deployed = parseXml(read('callCenters/Tieline.callCenter-meta.xml'));
    const settings = JSON.parse(valuesOf(deployed, 'customSettings')[0]);
    const names = valuesOf(deployed, 'name').filter((name) => name !== 'reqGeneralInfo');
    const values = Object.fromEntries(names.map((name, at) => [name, valuesOf(deployed, 'value')[at]]));
    assert.deepEqual(names, REQUIRED.filter((name) => !['reqInternalName', 'reqDisplayName'].includes(name)));
    for (const [name, value] of Object.entries(settings)) assert.equal(values[name], value, name);
    assert.equal(values.reqAdapterUrl, valuesOf(deployed, 'adapterUrl')[0]);
    assert.equal(values.reqSalesforceCompatibilityMode, 'Lightning');

    const imported = readFileSync(join(top, 'import/tieline-call-center.xml'), 'utf8');
    const items = [...imported.matchAll(/<item sortOrder="(\d+)" name="(\w+)" label="[^"]+">([^<]*)<\/item>/g)].map(([, order, name, value]) => ({ order: Number(order), name, value }));
    assert.deepEqual(items.map((item) => item.name), REQUIRED);
    assert.deepEqual(items.map((item) => item.order), REQUIRED.map((_, at) => at));
    assert.match(items[0].value, /^[A-Za-z][A-Za-z0-9]{0,39}$/);
    for (const { name, value } of items.slice(2)) assert.equal(value, values[name], name);
});

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
for (const [why, text, mistake] of [
    ['an element that the type does not have', `<RemoteSiteSetting ${namespace}><disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://a</url><colour>red</colour></RemoteSiteSetting>`, 'no element colour'],
    ['a missing element', `<RemoteSiteSetting ${namespace}><isActive>true</isActive><url>https://a</url></RemoteSiteSetting>`, 'disableProtocolSecurity is missing'],
    ['a value that is not allowed', `<CspTrustedSite ${namespace}><endpointUrl>https://a</endpointUrl><isActive>true</isActive><context>Everywhere</context></CspTrustedSite>`, 'not among the values'],
    ['a text where yes or no belongs', `<RemoteSiteSetting ${namespace}><disableProtocolSecurity>perhaps</disableProtocolSecurity><isActive>true</isActive><url>https://a</url></RemoteSiteSetting>`, 'is no boolean'],
    ['an element that stands there twice', `<RemoteSiteSetting ${namespace}><disableProtocolSecurity>true</disableProtocolSecurity><isActive>true</isActive><url>https://a</url><url>https://b</url></RemoteSiteSetting>`, 'url stands there twice'],
    ['a mistake deep inside', `<PermissionSet ${namespace}><label>A</label><tabSettings><tab>A</tab><visibility>Seen</visibility></tabSettings></PermissionSet>`, 'not among the values'],
    ['a type that does not exist', `<Nonsense ${namespace}/>`, 'no metadata type'],
]) {
    test(`the check finds ${why}`, () => assert.match(mistakesIn(text).join('\n'), new RegExp(mistake)));
}

test('what is not well formed is no metadata', () => assert.throws(() => mistakesIn('<PermissionSet><label>A</PermissionSet>')));
