/** The entries of the settings' side panel, in the article's order: address, and key of the label. */
export const SECTIONS = [
  { slug: "general", key: "settings.general" },
  { slug: "user-accounts", key: "settings.user_accounts" },
  { slug: "work-calendar", key: "settings.work_calendar" },
  { slug: "modules", key: "settings.modules" },
  { slug: "financial", key: "settings.financial" },
  { slug: "auxiliary-catalogues", key: "settings.auxiliary_catalogues" },
  { slug: "document-management", key: "settings.document_management" },
  { slug: "transaction-log", key: "settings.transaction_log" },
  { slug: "security", key: "settings.security" },
  { slug: "api-connections", key: "settings.api_connections" },
  { slug: "guest-portal", key: "settings.guest_portal" },
  { slug: "account", key: "settings.account" },
] as const;

export type Section = (typeof SECTIONS)[number];

export const API_CONNECTIONS = "/config/api-connections";
export const CONSUMERS = `${API_CONNECTIONS}/oauth-consumers`;

/** The three parts of API Connections: tabs today, nested entries in the redesign. */
export const API_PARTS = [
  { path: API_CONNECTIONS, key: "api_connections.api_connection" },
  { path: CONSUMERS, key: "api_connections.oauth_consumers" },
  { path: `${API_CONNECTIONS}/app-authorizations`, key: "api_connections.app_authorizations" },
] as const;
