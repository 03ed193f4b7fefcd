// The few sentences that a component says itself; all else is said by the panel in its frame.
import LANG from '@salesforce/i18n/lang';

const english = {
    loading: 'Loading',
    notConnected: 'Webex is not connected to this org yet. Ask your administrator to finish the setup in "Webex Administration".',
    notReached: 'Salesforce could not say where Tieline is. Reload the page to try again.',
    noToken: 'Salesforce gave no launch token. Ask your administrator whether you have the permission set "Webex User".'
};

const danish = {
    loading: 'Indlæser',
    notConnected: 'Webex er endnu ikke forbundet med denne organisation. Bed din administrator om at gøre opsætningen færdig under "Webex Administration".',
    notReached: 'Salesforce kunne ikke sige, hvor Tieline er. Genindlæs siden for at prøve igen.',
    noToken: 'Salesforce gav ingen startnøgle. Spørg din administrator, om du har tilladelsessættet "Webex User".'
};

/** The sentences in the user's language; English for languages that have none. */
export const textsFor = (language) => (language?.toLowerCase().startsWith('da') ? danish : english);

export const texts = textsFor(LANG);
