/** The demonstration's people share one password; it is shown, for everybody, on the demonstration's sign-in page. */
export const DEMO_PASSWORD = 'yunchuan2026';
