import ArrowDropDownIcon from "@mui/icons-material/ArrowDropDown";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import type { MouseEvent } from "react";
import { Field } from "../kit/Field";

interface ReadOnlyInputProps {
  k: string;
  text: string;
  placeholder: string;
  missing: boolean;
  /** Accessible name of the button at the end, if it has one. */
  buttonName?: string;
  onOpen: (event: MouseEvent<HTMLElement>) => void;
}

/** What looks like a text field and opens something when it is clicked: kinds 2 and 3. */
export function ReadOnlyInput({ k, text, placeholder, missing, buttonName, onOpen }: ReadOnlyInputProps) {
  return (
    <Field
      k={k}
      value={text}
      placeholder={placeholder}
      missing={missing}
      InputProps={{
        readOnly: true,
        onClick: onOpen,
        endAdornment: (
          <InputAdornment position="end">
            <IconButton edge="end" size="small" aria-label={buttonName} tabIndex={-1}>
              <ArrowDropDownIcon />
            </IconButton>
          </InputAdornment>
        ),
      }}
      inputProps={{ style: { cursor: "pointer" } }}
    />
  );
}
