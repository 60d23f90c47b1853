import { forwardRef, type ButtonHTMLAttributes } from "react";
import styles from "./Button.module.css";

type Look = "primary" | "outline" | "ghost" | "danger" | "icon";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
}

/** A button in one of the product's looks. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = "outline", className, type = "button", ...rest },
  ref,
) {
  const classes = [styles.button, styles[look], className].filter(Boolean).join(" ");
  return <button ref={ref} type={type} className={classes} {...rest} />;
});
