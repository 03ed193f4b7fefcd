import { textsFor } from 'c/tielineTexts';

describe('the sentences of the components', () => {
    it('are there in Danish for Danish users and in English for all others', () => {
        expect(textsFor('da').loading).toBe('Indlæser');
        expect(textsFor('de').loading).toBe('Loading');
        expect(textsFor(undefined).loading).toBe('Loading');
    });

    it('are the same ones in both languages', () => {
        expect(Object.keys(textsFor('da'))).toEqual(Object.keys(textsFor('en-US')));
    });
});
