import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './field.css';

/** What is wrong, in place: icon and words, never colour alone. */
export function Problem({ children, id }: { readonly children: ReactNode; readonly id?: string }) {
  return (
    <p className="field-problem" id={id}>
      <CircleAlert size={18} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
