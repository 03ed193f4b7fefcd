import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { parse, methodsOf, all } = createRequire(import.meta.url)('./apex/apex.cjs');
const classes = new URL('../force-app/main/default/classes/', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('./vectors/launch-tokens.json', import.meta.url), 'utf8'));
const text = (name) => readFileSync(new URL(name, classes), 'utf8');
const names = readdirSync(classes).filter((name) => name.endsWith('.cls'));

for (const name of names) {
    test(`${name} is Apex, and its class has the name of its file`, () => {
        const { tree, mistakes } = parse(text(name));
        assert.deepEqual(mistakes, []);
        assert.equal(all(tree, 'ClassDeclaration')[0].id().getText(), name.replace('.cls', ''));
    });

    test(`${name} says whether it works with sharing`, () => {
        assert.match(text(name), /@IsTest|with(out)? sharing/);
    });
}

test('what is no Apex is found', () => {
    assert.notDeepEqual(parse('public class Broken { static String a( { } }').mistakes, []);
});

for (const { why, secret, organizationId, userId, language, tokenId, issuedAt, token } of vectors) {
    test(`the Apex class signs like the server: ${why}`, () => {
        assert.equal(methodsOf(text('TielineLaunchToken.cls')).sign(secret, organizationId, userId, language, tokenId, issuedAt), token);
    });
}

test('the test that runs in the org holds all of a token against the first vector', () => {
    const tested = text('TielineLaunchTest.cls');
    const { token, secret } = vectors[0];
    const payload = JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString());
    for (const [name, value] of Object.entries(payload)) {
        assert.ok(tested.includes(`assertEquals(${typeof value === 'number' ? value : `'${value}'`}, payload.get('${name}')`), name);
    }
    assert.ok(tested.includes(`assertEquals(${Object.keys(payload).length}, payload.size()`));
    assert.ok(tested.includes(secret));
});

test('user and org of a token come from UserInfo, never from the page', () => {
    const { tree } = parse(text('TielineLaunch.cls'));
    const open = all(tree, 'MethodDeclaration').filter((method) => method.getText().startsWith('StringlaunchToken') || method.getText().startsWith('Stringtoken'));
    assert.equal(open.length, 2);
    for (const method of open) assert.equal(all(method, 'FormalParameter').length, 0);
    assert.match(text('TielineLaunch.cls'), /UserInfo\.getOrganizationId\(\),\s+UserInfo\.getUserId\(\)/);
});
