import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import en from "../i18n/en.json";
import es from "../i18n/es.json";
import fr from "../i18n/fr.json";
import pt from "../i18n/pt.json";
import type { Language } from "./types";

export const LANGUAGES: Record<Language, string> = { es: "Español", en: "English", fr: "Français", pt: "Português" };

/** Starts the translations; `renamed` (language, then dotted key, then text) overrides the built-in texts. */
export async function startI18n(language: Language, renamed: Record<string, Record<string, string>>): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: Object.fromEntries(
      Object.entries({ es, en, fr, pt }).map(([name, translation]) => [name, { translation }]),
    ),
    interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
  });
  for (const [name, texts] of Object.entries(renamed)) {
    for (const [key, text] of Object.entries(texts)) i18next.addResource(name, "translation", key, text);
  }
  await showLanguage(language);
}

/** Switches every text and the `lang` of the document. */
export async function showLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
