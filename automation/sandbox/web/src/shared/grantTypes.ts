/** How a consumer proves itself, in the order the dropdown offers it. */
export const GRANT_TYPES = ["client_credentials", "authorization_code"] as const;
