import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { handOver } from "./lastSaved";
import { CONSUMERS } from "./sections";
import { useTenant } from "./tenant";
import type { Consumer } from "./types";
import { saveFailureKey, useConsumerForm, type ConsumerForm } from "./useConsumerForm";

/** The form of a new consumer and what happens around its Save. */
export interface NewConsumerFlow {
  form: ConsumerForm;
  save: () => void;
  /** Saves, then empties the form instead of staying or leaving. */
  saveAndCreateAnother: () => void;
  /** "Do you want to continue?" is shown. */
  asking: boolean;
  confirm: () => void;
  decline: () => void;
  /** The saved consumer, while a dialog shows its credentials. */
  announced: Consumer | null;
  closeAnnouncement: () => void;
  /** The saved consumer, if its credentials appear in the form. */
  shownInForm: Consumer | null;
}

export function useNewConsumer(toast: (key: string, kind: "success" | "error") => void): NewConsumerFlow {
  const { looks } = useTenant();
  const navigate = useNavigate();
  const form = useConsumerForm();
  const [another, setAnother] = useState(false);
  const [asking, setAsking] = useState(false);
  const [announced, setAnnounced] = useState<Consumer | null>(null);

  const show = (consumer: Consumer, createAnother: boolean) => {
    toast("toast.saved", "success");
    if (looks.credentials === "dialog") setAnnounced(consumer);
    else if (createAnother) form.reset();
    else if (looks.credentials === "list") {
      handOver(consumer);
      navigate(CONSUMERS);
    }
  };
  const send = (createAnother: boolean) => {
    setAsking(false);
    form.save().then(
      (consumer) => show(consumer, createAnother),
      (error: unknown) => toast(saveFailureKey(error), "error"),
    );
  };
  const start = (createAnother: boolean) => {
    setAnother(createAnother);
    if (looks.confirm_save === "on") setAsking(true);
    else send(createAnother);
  };

  return {
    form,
    save: () => start(false),
    saveAndCreateAnother: () => start(true),
    asking,
    confirm: () => send(another),
    decline: () => setAsking(false),
    announced,
    closeAnnouncement: () => {
      setAnnounced(null);
      if (another) form.reset();
      else navigate(CONSUMERS);
    },
    shownInForm: looks.credentials === "form" ? form.saved : null,
  };
}
