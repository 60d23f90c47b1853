import { useEffect, useState, type CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { useTenant } from "./tenant";

const DELAY = 1500;

const STYLES: Record<string, CSSProperties> = {
  veil: {
    position: "fixed",
    inset: 0,
    zIndex: 2147483000,
    background: "rgb(0 0 0 / 35%)",
    display: "grid",
    placeItems: "center",
  },
  card: {
    background: "#fff",
    color: "#222",
    borderRadius: 12,
    padding: 24,
    width: 420,
    fontSize: 15,
    position: "relative",
  },
  close: { position: "absolute", top: 8, right: 8, border: 0, background: "none", fontSize: 18, cursor: "pointer" },
  score: {
    width: 32,
    height: 32,
    margin: 2,
    border: "1px solid #bbb",
    borderRadius: 6,
    background: "#fff",
    cursor: "pointer",
  },
};

/** Another vendor's survey: it comes by itself, lies over everything and writes errors of its own to the console. */
export function Survey() {
  const { t } = useTranslation();
  const { survey } = useTenant().looks;
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (survey === "off") return;
    const timer = window.setTimeout(() => {
      console.error("survey: could not reach its vendor");
      setOpen(true);
    }, DELAY);
    return () => window.clearTimeout(timer);
  }, [survey]);
  if (!open) return null;
  const close = () => setOpen(false);
  return (
    <div style={STYLES.veil} className="vendor-survey">
      <div style={STYLES.card} role="dialog" aria-label={t("survey.question")}>
        <button type="button" style={STYLES.close} aria-label={t("dialog.close")} onClick={close}>
          ×
        </button>
        <p>{t("survey.question")}</p>
        <div>
          {Array.from({ length: 10 }, (_, index) => (
            <button key={index} type="button" style={STYLES.score} onClick={close}>
              {index + 1}
            </button>
          ))}
        </div>
        <p>
          <button type="button" onClick={close}>
            {t("survey.later")}
          </button>
        </p>
      </div>
    </div>
  );
}
