/**
 * Invoices: the month close that drafts them, the numbers they get, and the frozen document. It must not know how
 * a document is drawn on paper, nor where it is stored. Start reading at {@link
 * io.xisuan.billing.invoice.Invoice}.
 */
@NullMarked
package io.xisuan.billing.invoice;

import org.jspecify.annotations.NullMarked;
