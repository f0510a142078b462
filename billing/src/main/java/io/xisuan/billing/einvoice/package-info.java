/**
 * Chinese e-invoices (数电发票) beside our documents: the request that finance takes to the tax platform, and the numbers
 * and red-letter results that it brings back.
 *
 * <p>The platform gives the numbers; nothing here makes one, and no frozen document holds one, because they come later. It
 * must not know stores, files and networks. Start reading at {@link io.xisuan.billing.einvoice.EInvoice}.
 */
@NullMarked
package io.xisuan.billing.einvoice;

import org.jspecify.annotations.NullMarked;
