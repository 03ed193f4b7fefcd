// Reads Apex with the parser of apex-dev-tools and carries out the few static methods that need no org: enough for plain functions
// of strings, numbers, maps and blobs. What it does not know it refuses, so that a method that outgrows it fails its test.
const { createHmac } = require('node:crypto');
const { ApexParserFactory } = require('@apexdevtools/apex-parser');

/** The tree of a class, and what is wrong with the text. */
function parse(text) {
    const mistakes = [];
    const parser = ApexParserFactory.createParser(text);
    parser.removeErrorListeners();
    parser.addErrorListener({
        syntaxError: (_recognizer, _symbol, line, column, message) => mistakes.push(`${line}:${column} ${message}`),
        reportAmbiguity() {},
        reportAttemptingFullContext() {},
        reportContextSensitivity() {},
    });
    return { tree: parser.compilationUnit(), mistakes };
}

const kind = (node) => node.constructor.name.replace('Context', '');
const children = (node) => Array.from({ length: node.getChildCount() }, (_, at) => node.getChild(at));
const ofKind = (node, ...kinds) => children(node).filter((child) => kinds.includes(kind(child)));
const all = (node, wanted) => (kind(node) === wanted ? [node] : children(node).flatMap((child) => all(child, wanted)));

/** What the platform gives: https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/ */
const PLATFORM = {
    'Blob.valueOf': (text) => Buffer.from(text, 'utf8'),
    'JSON.serialize': (value) => JSON.stringify(Object.fromEntries(value)),
    'EncodingUtil.base64Encode': (blob) => blob.toString('base64'),
    'Crypto.generateMac': (algorithm, input, key) => {
        if (algorithm !== 'HmacSHA256') throw new Error(`algorithm ${algorithm}`);
        return createHmac('sha256', key).update(input).digest();
    },
};

const ON_STRING = { replace: (text, from, to) => text.replaceAll(from, to) };

/** Makes the static methods of a class callable: `methods.sign(...)`. */
function methodsOf(text) {
    const { tree, mistakes } = parse(text);
    if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
    const fields = new Map();
    for (const field of all(tree, 'FieldDeclaration')) {
        for (const declared of all(field, 'VariableDeclarator')) fields.set(declared.getChild(0).getText(), valueOf(declared.getChild(2), new Map()));
    }
    const methods = {};
    for (const method of all(tree, 'MethodDeclaration')) {
        const names = all(method, 'FormalParameter').map((parameter) => ofKind(parameter, 'Id')[0].getText());
        const body = all(method, 'Block')[0];
        methods[ofKind(method, 'Id')[0].getText()] = (...given) => {
            if (given.length !== names.length) throw new Error('arguments');
            return run(body, new Map([...fields, ...names.map((name, at) => [name, given[at]])]), methods);
        };
    }
    return methods;
}

function run(block, known, methods) {
    for (const statement of ofKind(block, 'Statement')) {
        const one = statement.getChild(0);
        if (kind(one) === 'ReturnStatement') return valueOf(one.getChild(1), known, methods);
        if (kind(one) !== 'LocalVariableDeclarationStatement') throw new Error(`statement ${kind(one)}`);
        for (const declared of all(one, 'VariableDeclarator').slice(0, 1)) known.set(declared.getChild(0).getText(), valueOf(declared.getChild(2), known, methods));
    }
    return undefined;
}

const argumentsOf = (call, known, methods) => ofKind(call, 'ExpressionList').flatMap((list) => children(list).filter((child) => child.getText() !== ',').map((child) => valueOf(child, known, methods)));

function valueOf(node, known, methods) {
    switch (kind(node)) {
        case 'PrimaryExpression':
        case 'LiteralPrimary':
            return valueOf(node.getChild(0), known, methods);
        case 'Literal':
            return literal(node.getText());
        case 'IdPrimary':
            if (!known.has(node.getText())) throw new Error(`name ${node.getText()}`);
            return known.get(node.getText());
        case 'Arth2Expression':
            return plus(...[0, 2].map((at) => valueOf(node.getChild(at), known, methods)), node.getChild(1).getText());
        case 'NewExpression':
            return new Map(all(node, 'MapCreatorRestPair').map((pair) => [0, 2].map((at) => valueOf(pair.getChild(at), known, methods))));
        case 'MethodCallExpression': {
            const call = node.getChild(0);
            return methods[ofKind(call, 'Id')[0].getText()](...argumentsOf(call, known, methods));
        }
        case 'DotExpression':
            return dotted(node, known, methods);
        default:
            throw new Error(`expression ${kind(node)}: ${node.getText()}`);
    }
}

function dotted(node, known, methods) {
    const [target, , call] = children(node);
    const name = ofKind(call, 'AnyId')[0].getText();
    const given = argumentsOf(call, known, methods);
    const platform = PLATFORM[`${target.getText()}.${name}`];
    if (platform && !known.has(target.getText())) return platform(...given);
    const on = valueOf(target, known, methods);
    if (typeof on !== 'string' || !ON_STRING[name]) throw new Error(`method ${name}`);
    return ON_STRING[name](on, ...given);
}

function plus(left, right, operator) {
    if (operator !== '+') throw new Error(`operator ${operator}`);
    return left + right;
}

function literal(text) {
    if (/^\d+L?$/i.test(text)) return Number.parseInt(text, 10);
    if (/^'[^\\]*'$/.test(text)) return text.slice(1, -1);
    throw new Error(`literal ${text}`);
}

module.exports = { parse, methodsOf, all, kind };
