export const encodeDefaultFieldValues = (values) => Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join(',');
