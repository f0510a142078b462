/**
 * Issued invoices from the store: lists, one invoice in full, its files, and the request to issue a month. It must not compute money. Start reading at {@link io.xisuan.cli.invoice.InvoiceCommand}.
 */
@NullMarked
package io.xisuan.cli.invoice;

import org.jspecify.annotations.NullMarked;
