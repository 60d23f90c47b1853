import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import { CONSUMERS } from "../../shared/sections";
import { useTenant } from "../../shared/tenant";
import { Button } from "../kit/Button";
import { Card } from "../kit/Card";
import { Sheet } from "../kit/Sheet";
import styles from "./ConsumerForm.module.css";
import { ConsumerList } from "./ConsumerList";
import { SaveButtons, type SaveProps } from "./SaveButtons";

interface FrameProps extends SaveProps {
  title: ReactNode;
  children: ReactNode;
}

/** The form as a page of its own. */
function PageFrame({ title, children, ...save }: FrameProps) {
  const { t } = useTranslation();
  const { hook, mutated } = useTenant();
  const navigate = useNavigate();
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Button
          look="icon"
          className={hook("qa-back-btn")}
          aria-label={t("dialog.back")}
          onClick={() => navigate(CONSUMERS)}
        >
          <ArrowLeft size={16} />
        </Button>
        <h2 className={styles.title}>{title}</h2>
        {!mutated("save-bottom") && <SaveButtons {...save} />}
      </div>
      <Card>{children}</Card>
      {mutated("save-bottom") && (
        <div>
          <SaveButtons {...save} />
        </div>
      )}
    </div>
  );
}

/** The form slides in over the list, which stays behind it. */
function SheetFrame({ title, children, ...save }: FrameProps) {
  const { mutated } = useTenant();
  const navigate = useNavigate();
  return (
    <>
      <ConsumerList />
      <Sheet
        title={title}
        open
        onClose={() => navigate(CONSUMERS)}
        action={!mutated("save-bottom") && <SaveButtons {...save} />}
      >
        <div className={styles.sheet}>{children}</div>
        {mutated("save-bottom") && <SaveButtons {...save} />}
      </Sheet>
    </>
  );
}

const KINDS = { text: PageFrame, icon: SheetFrame };

/** What is around the form: a page with "Save" as text, or a drawer with "Save" as an icon. */
export function FormFrame(props: FrameProps) {
  const Kind = KINDS[useTenant().looks.save];
  return <Kind {...props} />;
}
