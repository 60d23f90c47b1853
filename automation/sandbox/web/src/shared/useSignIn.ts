import { useNavigate } from "react-router-dom";
import { bff, BffError } from "./bff";
import { keepSessionHint } from "./sessionHint";
import { useTenant } from "./tenant";
import type { Bootstrap, Id, NextStep } from "./types";

interface Answer {
  next: NextStep;
  session_hint?: string;
}

/** Where an application that wants access sent the person from, kept over the steps of signing in. */
const RETURN = "fracttal.return_to";

export function rememberReturn(): void {
  sessionStorage.setItem(RETURN, window.location.pathname + window.location.search);
}

function takeReturn(): string {
  const address = sessionStorage.getItem(RETURN) ?? "/";
  sessionStorage.removeItem(RETURN);
  return address;
}

const PATHS: Record<Exclude<NextStep, "home">, string> = { company: "/company", "two-factor": "/two-factor" };

/** The steps of signing in: each sends something and goes where the server says. */
export function useSignIn() {
  const navigate = useNavigate();
  const { looks, reload } = useTenant();

  const goOn = async (answer: Answer) => {
    if (answer.session_hint && looks.session === "indexeddb") await keepSessionHint(answer.session_hint);
    await reload();
    navigate(answer.next === "home" ? takeReturn() : PATHS[answer.next], { replace: true });
  };

  return {
    signIn: async (email: string, password: string) => goOn(await bff.post<Answer>("/signin", { email, password })),
    sendCode: async (code: string) => goOn(await bff.post<Answer>("/two-factor", { code })),
    chooseCompany: async (id: Id): Promise<Bootstrap> => {
      await bff.post("/company", { id });
      const next = await reload();
      navigate(takeReturn(), { replace: true });
      return next;
    },
  };
}

const FAILURES: Record<string, string> = {
  bad_credentials: "sign_in.bad_credentials",
  locked: "sign_in.locked",
  too_many_tries: "sign_in.too_many_tries",
  wrong_code: "two_factor.wrong_code",
};

/** Which text a failed step of signing in is answered with. */
export function signInFailureKey(error: unknown): string {
  return (error instanceof BffError && FAILURES[error.code]) || "toast.failed";
}
