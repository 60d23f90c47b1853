import { useTranslation } from "react-i18next";
import { useTenant } from "./tenant";

/** Cuts a text in two, after its first word if it has several. */
function halves(text: string): [string, string] {
  const space = text.indexOf(" ");
  const cut = space > 0 ? space + 1 : Math.ceil(text.length / 2);
  return [text.slice(0, cut), text.slice(cut)];
}

/** A visible text: one node, or spread over several when the tenant is so set. */
export function Text({ k, values }: { k: string; values?: Record<string, string | number> }) {
  const { t } = useTranslation();
  const { looks } = useTenant();
  const text = t(k, values ?? {});
  if (looks.text === "whole") return <>{text}</>;
  const [head, tail] = halves(text);
  return (
    <span>
      <span>{head}</span>
      <span>{tail}</span>
    </span>
  );
}
