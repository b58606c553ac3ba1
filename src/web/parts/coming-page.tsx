/** Stands in until the subject's own page is plugged in. */
export const ComingPage = () => <main aria-busy="true" />;
