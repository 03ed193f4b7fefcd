const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
    ...jestConfig,
    moduleNameMapper: {
        ...jestConfig.moduleNameMapper,
        '^lightning/platformUtilityBarApi$': '<rootDir>/test/stubs/platformUtilityBarApi',
        '^lightning/navigation$': '<rootDir>/test/stubs/navigation',
        '^lightning/actions$': '<rootDir>/test/stubs/actions',
    },
    setupFiles: [...(jestConfig.setupFiles ?? []), '<rootDir>/test/stubs/environment.js'],
    resetMocks: true,
};
