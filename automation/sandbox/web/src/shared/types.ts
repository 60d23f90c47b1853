/** The shapes of the sandbox server's JSON answers. */

export type Id = string | number;
export type Language = "es" | "en" | "fr" | "pt";
export type Theme = "light" | "dark";
export type GrantType = "client_credentials" | "authorization_code";

export interface Choice {
  id: Id;
  name: string;
}

export interface User {
  name: string;
  initials: string;
  email: string;
}

export interface Bootstrap {
  signed_in: boolean;
  language: Language;
  theme: Theme;
  appearance: Record<string, string>;
  renamed: Record<string, Record<string, string>>;
  mutations: string[];
  super_admin: boolean;
  user: User | null;
  company: Choice | null;
  companies: Choice[];
  add_on: boolean;
  hub: boolean;
  secret_policy: "shown-again" | "shown-once";
}

export interface Page<Row> {
  total: number;
  data: Row[];
}

export interface Consumer {
  id: Id;
  name: string;
  description: string;
  grant_type: GrantType;
  permission_group: string;
  callback_url?: string | null;
  hub?: boolean;
  created_at: string;
  key: string | null;
  secret?: string | null;
}

export interface NewConsumer {
  name: string;
  description: string;
  grant_type: GrantType;
  permission_group: Id;
  callback_url?: string;
  hub: boolean;
}

export type NextStep = "home" | "company" | "two-factor";
