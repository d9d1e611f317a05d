import type { APIModalInteractionResponseCallbackComponent } from "discord-api-types/v10";
import { Markdown } from "../markdown/markdown.js";
import { labelType, textDisplayType } from "../message/component-kinds.js";
import { FormField, type OnValue } from "./form-field.js";

interface FormItemProps {
  readonly item: APIModalInteractionResponseCallbackComponent;
  readonly onValue: OnValue;
}

/** A labelled field of a form, or text between fields. */
export function FormItem({ item, onValue }: FormItemProps) {
  if (item.type === textDisplayType) return <Markdown text={item.content} />;
  if (item.type === labelType) {
    const { component } = item;
    const isRequired = !("required" in component) || component.required !== false;
    return (
      <div class="form-item">
        <span class="form-label">
          {item.label}
          {isRequired && <span class="wrong"> *</span>}
        </span>
        {item.description && <span class="quiet">{item.description}</span>}
        <FormField field={component} label={item.label} onValue={onValue} />
      </div>
    );
  }
  return item.components.map((field) => (
    <div class="form-item" key={field.custom_id}>
      <span class="form-label">
        {field.label}
        {field.required !== false && <span class="wrong"> *</span>}
      </span>
      <FormField field={field} label={field.label ?? ""} onValue={onValue} />
    </div>
  ));
}
