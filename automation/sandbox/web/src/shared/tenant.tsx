import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { readAppearance, type Appearance } from "./appearance";
import { bff } from "./bff";
import { showLanguage } from "./i18n";
import type { Mutation } from "./mutations";
import type { Bootstrap, Language, Theme } from "./types";

/** What every screen may ask about the tenant and the signed-in person. */
export interface Tenant extends Bootstrap {
  looks: Appearance;
  mutated: (name: Mutation) => boolean;
  /** Class name or data attribute value of a stable hook, unless the hooks are switched off. */
  hook: (name: string) => string | undefined;
  reload: () => Promise<Bootstrap>;
  setLanguage: (language: Language) => Promise<void>;
  setTheme: (theme: Theme) => Promise<void>;
}

const TenantContext = createContext<Tenant | null>(null);

export function useTenant(): Tenant {
  const tenant = useContext(TenantContext);
  if (!tenant) throw new Error("useTenant outside TenantProvider");
  return tenant;
}

export function TenantProvider({ first, children }: { first: Bootstrap; children: ReactNode }) {
  const [bootstrap, setBootstrap] = useState(first);

  const reload = useCallback(async () => {
    const next = await bff.get<Bootstrap>("/bootstrap");
    await showLanguage(next.language);
    setBootstrap(next);
    return next;
  }, []);

  const setLanguage = useCallback(async (language: Language) => {
    await bff.put("/preferences", { language });
    await showLanguage(language);
    setBootstrap((before) => ({ ...before, language }));
  }, []);

  const setTheme = useCallback(async (theme: Theme) => {
    await bff.put("/preferences", { theme });
    setBootstrap((before) => ({ ...before, theme }));
  }, []);

  useEffect(() => {
    document.documentElement.dataset.theme = bootstrap.theme;
    document.documentElement.style.colorScheme = bootstrap.theme;
  }, [bootstrap.theme]);

  const tenant = useMemo<Tenant>(() => {
    const looks = readAppearance(bootstrap.appearance);
    const mutations = new Set(bootstrap.mutations);
    return {
      ...bootstrap,
      looks,
      mutated: (name) => mutations.has(name),
      hook: (name) => (looks.hooks === "on" ? name : undefined),
      reload,
      setLanguage,
      setTheme,
    };
  }, [bootstrap, reload, setLanguage, setTheme]);

  return <TenantContext.Provider value={tenant}>{children}</TenantContext.Provider>;
}
