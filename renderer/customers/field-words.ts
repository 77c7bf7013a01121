import { t } from '@lingui/core/macro';
import type { ImportField } from '../../shared/resources/imports.ts';

/** What the desk calls a field of a customer. */
export function fieldWords(field: ImportField): string {
  switch (field) {
    case 'name':
      return t`Name`;
    case 'first_name':
      return t`First name`;
    case 'last_name':
      return t`Last name`;
    case 'email':
      return t`E-mail`;
    case 'phone':
      return t`Phone`;
    case 'language':
      return t`Language`;
    case 'notes':
      return t`Notes`;
    case 'alert':
      return t`Alert`;
    case 'tags':
      return t`Tags`;
    case 'external_id':
      return t`Number in the old program`;
  }
}
