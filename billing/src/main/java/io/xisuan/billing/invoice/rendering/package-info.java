/**
 * Issued invoices as files: PDF for people, CSV for spreadsheets, and the canonical JSON that the others are drawn
 * from. It must not compute a figure that the invoice does not hold, ask for the time, or write to a disk: it returns
 * bytes, the same for the same invoice. Start reading at {@link io.xisuan.billing.invoice.rendering.InvoicePdf}.
 */
@NullMarked
package io.xisuan.billing.invoice.rendering;

import org.jspecify.annotations.NullMarked;
