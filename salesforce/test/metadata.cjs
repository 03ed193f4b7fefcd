// Holds metadata files against the published definitions (@salesforce/types, made from the Metadata API's WSDL): element names,
// what is required, allowed values, plain types, and that a list is a list.
const { readFileSync } = require('node:fs');
const { SaxesParser } = require('saxes');

const definitions = readDefinitions(readFileSync(require.resolve('@salesforce/types/metadata').replace(/\.js$/, '.d.ts'), 'utf8'));

/** Types by name: {elements: {name: {type, required, list}}} or {values: [...]}. */
function readDefinitions(text) {
    const found = new Map();
    for (const [, name, parents, body] of text.matchAll(/export type (\w+) = ((?:\w+ & )*)\{([^}]*)\};/g)) {
        const elements = Object.fromEntries([...body.matchAll(/(\w+)(\?)?: (\w+)(\[\])?;/g)].map(([, element, optional, type, list]) => [element, { type, list: Boolean(list), required: !optional && !list }]));
        found.set(name, { elements, parents: parents.split(' & ').filter(Boolean) });
    }
    for (const [, name, values] of text.matchAll(/export type (\w+) = ('[^;{]*');/g)) {
        found.set(name, { values: values.split('|').map((value) => value.trim().replaceAll("'", '')) });
    }
    return found;
}

function elementsOf(type) {
    const { elements, parents } = definitions.get(type);
    return Object.assign({}, ...parents.filter((parent) => definitions.get(parent)?.elements).map(elementsOf), elements);
}

/** The document as {name, text, children}. Throws when it is not well formed. */
function parseXml(text) {
    const root = { name: '', text: '', children: [] };
    const open = [root];
    const parser = new SaxesParser();
    parser.on('error', (mistake) => {
        throw mistake;
    });
    parser.on('opentag', ({ name, attributes }) => {
        const node = { name, text: '', children: [], attributes };
        open.at(-1).children.push(node);
        open.push(node);
    });
    parser.on('text', (piece) => (open.at(-1).text += piece));
    parser.on('closetag', () => open.pop());
    parser.write(text).close();
    return root.children[0];
}

const PLAIN = { string: () => true, number: (text) => /^-?\d+(\.\d+)?$/.test(text), boolean: (text) => text === 'true' || text === 'false' };

/** What is wrong with a metadata file: none means nothing. */
function mistakesIn(text) {
    const root = parseXml(text);
    if (root.attributes.xmlns !== 'http://soap.sforce.com/2006/04/metadata') return ['the namespace'];
    if (!definitions.get(root.name)?.elements) return [`no metadata type ${root.name}`];
    return check(root, root.name, root.name);
}

function check(node, type, at) {
    if (PLAIN[type]) return PLAIN[type](node.text.trim()) ? [] : [`${at}: "${node.text.trim()}" is no ${type}`];
    const definition = definitions.get(type);
    if (!definition) return [];
    if (definition.values) return definition.values.includes(node.text.trim()) ? [] : [`${at}: "${node.text.trim()}" is not among the values`];
    const known = elementsOf(type);
    const counted = grouped(node.children);
    const missing = Object.keys(known).filter((name) => known[name].required && !counted.has(name)).map((name) => `${at}: ${name} is missing`);
    const twice = [...counted].filter(([name, nodes]) => nodes.length > 1 && known[name] && !known[name].list).map(([name]) => `${at}: ${name} stands there twice`);
    const wrong = node.children.flatMap((child) => (known[child.name] ? check(child, known[child.name].type, `${at}.${child.name}`) : [`${at}: no element ${child.name}`]));
    return [...missing, ...twice, ...wrong];
}

function grouped(nodes) {
    const groups = new Map();
    for (const node of nodes) groups.set(node.name, [...(groups.get(node.name) ?? []), node]);
    return groups;
}

module.exports = { mistakesIn, parseXml };
