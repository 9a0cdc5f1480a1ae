/** How files are read for the prefix `acme`. */
export const acme = { taskPrefix: 'acme-', cluster: 'acme-cluster', lenient: false };
