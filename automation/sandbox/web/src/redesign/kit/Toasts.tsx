import * as Toast from "@radix-ui/react-toast";
import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTenant } from "../../shared/tenant";
import styles from "./Toasts.module.css";

type Kind = "success" | "error" | "info";
type ShowToast = (key: string, kind: Kind) => void;

interface Message {
  id: number;
  text: string;
  kind: Kind;
}

const ToastContext = createContext<ShowToast | null>(null);

/** Shows a message at the edge of the screen, by the key of its text. */
export function useToast(): ShowToast {
  const show = useContext(ToastContext);
  if (!show) throw new Error("useToast outside Toasts");
  return show;
}

const ICONS: Record<Kind, ReactNode> = {
  success: <CircleCheck size={16} />,
  error: <CircleAlert size={16} />,
  info: <Info size={16} />,
};

let lastId = 0;

/** Keeps the messages of everything inside it. */
export function Toasts({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { looks } = useTenant();
  const [messages, setMessages] = useState<Message[]>([]);
  const show = useCallback<ShowToast>(
    (key, kind) => setMessages((before) => [...before, { id: ++lastId, text: t(key), kind }]),
    [t],
  );
  const forget = (id: number) => setMessages((before) => before.filter((message) => message.id !== id));
  return (
    <ToastContext.Provider value={show}>
      <Toast.Provider duration={4000} swipeDirection="right">
        {children}
        {messages.map(({ id, text, kind }) => (
          <Toast.Root
            key={id}
            role="status"
            className={`${styles.toast} ${styles[kind]}`}
            onOpenChange={(open) => !open && forget(id)}
          >
            {ICONS[kind]}
            <Toast.Description>{text}</Toast.Description>
          </Toast.Root>
        ))}
        <Toast.Viewport
          className={`${styles.viewport} ${looks.toast_over_add === "on" ? styles.overAdd : styles.aside}`}
        />
      </Toast.Provider>
    </ToastContext.Provider>
  );
}
