// The few sentences that a component says itself; all else is said by the panel in its frame.
import LANG from '@salesforce/i18n/lang';

const english = {
    loading: 'Loading',
    notConnected: 'Webex is not connected to this org yet. Ask your administrator to finish the setup in "Webex Administration".',
    noAccess: 'You may not use Webex here yet. Ask your administrator for the permission set "Webex User", then reload the page.'
};

const danish = {
    loading: 'Indlæser',
    notConnected: 'Webex er endnu ikke forbundet med denne organisation. Bed din administrator om at gøre opsætningen færdig under "Webex Administration".',
    noAccess: 'Du må endnu ikke bruge Webex her. Bed din administrator om tilladelsessættet "Webex User", og genindlæs så siden.'
};

/** The sentences in the user's language; English for languages that have none. */
export const textsFor = (language) => (language?.toLowerCase().startsWith('da') ? danish : english);

export const texts = textsFor(LANG);
