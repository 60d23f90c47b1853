import { ChevronDown, ChevronRight } from "lucide-react";
import { Link, useLocation } from "react-router-dom";
import { API_PARTS, CONSUMERS } from "../../shared/sections";
import { Text } from "../../shared/Text";
import { useTenant } from "../../shared/tenant";
import { useSections } from "../../shared/useSections";
import styles from "./Settings.module.css";

/** The parts of API Connections, below its entry: what the tabs were. */
function NestedEntries() {
  const { pathname } = useLocation();
  const { mutated, hook } = useTenant();
  const parts = mutated("no-tab") ? API_PARTS.filter(({ path }) => path !== CONSUMERS) : API_PARTS;
  const current = [...parts].reverse().find(({ path }) => pathname.startsWith(path))?.path;
  return (
    <ul className={styles.nested}>
      {parts.map(({ path, key }) => (
        <li key={path}>
          <Link
            to={path}
            className={[styles.entry, hook("qa-item-menu-tabdetails")].join(" ")}
            aria-current={path === current ? "page" : undefined}
          >
            <Text k={key} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The sections of the settings; API Connections opens downwards. */
export function SidePanel() {
  const { hook } = useTenant();
  const { pathname } = useLocation();
  return (
    <nav className={styles.panel}>
      <ul>
        {useSections().map(({ slug, key }) => {
          const address = `/config/${slug}`;
          const inside = pathname === address || pathname.startsWith(`${address}/`);
          const nests = slug === "api-connections";
          return (
            <li key={slug}>
              <Link
                to={address}
                className={[styles.entry, hook("qa-item-menu-tabdetails")].join(" ")}
                aria-current={inside && !nests ? "page" : undefined}
                aria-expanded={nests ? inside : undefined}
              >
                <Text k={key} />
                {nests && (inside ? <ChevronDown size={14} /> : <ChevronRight size={14} />)}
              </Link>
              {nests && inside && <NestedEntries />}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
