// Compiles the components with Salesforce's own compiler into one script that a plain page can load. What Lightning gives a component
// is in lightning/: as much of each module as ours use. It ends up in window.tielinePreview.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import lwc from '@lwc/rollup-plugin';
import { rollup } from 'rollup';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const components = readdirSync(at('../force-app/main/default/lwc'));
const given = readdirSync(at('./lightning'));

const modules = [
    ...components.map((name) => ({ name: `c/${name}`, path: at(`../force-app/main/default/lwc/${name}/${name}.js`) })),
    ...given.map((name) => ({ name: `lightning/${name}`, path: at(`./lightning/${name}/${name}.js`) })),
];

/** What Salesforce puts in the place of `@salesforce/...`: Apex methods, message channels, the user's language. */
const salesforce = {
    name: 'salesforce',
    resolveId: (id) => (id.startsWith('@salesforce/') ? `\0${id}` : null),
    load: (id) => {
        if (id === '\0@salesforce/apex/TielineLaunch.place') return "import { place } from 'lightning/apex'; export default place;";
        if (id === '\0@salesforce/apex/TielineLaunch.launchToken') return "import { launchToken } from 'lightning/apex'; export default launchToken;";
        if (id.startsWith('\0@salesforce/messageChannel/')) return `export default ${JSON.stringify(id.slice(28))};`;
        if (id === '\0@salesforce/i18n/lang') return 'export default document.documentElement.lang;';
        return null;
    },
};

const bundle = await rollup({
    input: at('./preview.js'),
    plugins: [salesforce, { ...lwc({ modules, rootDir: at('.'), enableDynamicComponents: true }) }, {
        name: 'production',
        renderChunk: (code) => code.replaceAll('process.env.NODE_ENV', '"production"').replaceAll('import.meta.env', '{}'),
    }],
    onwarn: (warning) => {
        if (warning.code !== 'CIRCULAR_DEPENDENCY') throw new Error(warning.message);
    },
});
await bundle.write({ file: at('./dist/components.js'), format: 'iife', name: 'tielinePreview', inlineDynamicImports: true });
