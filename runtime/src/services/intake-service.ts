import type { IntakeService, MailIntake } from '@requestry/model';
import type { Context } from '../context.js';
import { receiveMail } from '../intake/mail/receive-mail.js';
import { publicForm } from '../intake/public-form.js';
import { publicStatus, recogniseVisitor } from '../intake/public.js';
import { receiveFromOutside } from '../intake/receive.js';
import { keepVisitorFile } from '../intake/visitor-file.js';

/** What comes from outside, over one store. `trusted`: no source asks for its secret. */
export function intakeServiceFor(open: () => Promise<Context>, trusted: boolean): IntakeService & MailIntake {
  return {
    receive: async (received) => receiveFromOutside(await open(), received, trusted),
    getForm: async ({ source }) => publicForm(await open(), source),
    keepVisitorFile: async (file, transfer) => keepVisitorFile(await open(), file, transfer),
    recognise: async (query) => recogniseVisitor(await open(), query),
    status: async (query) => publicStatus(await open(), query),
    receiveMail: async (mail) => receiveMail(await open(), mail),
  };
}
