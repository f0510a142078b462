/**
 * Pages and sheets: what all printed documents and spreadsheets are made of, whatever they say. The same input is the same
 * bytes. It must not know what an invoice, a statement or a claim is, ask for the time, or write to a disk. Start reading at
 * {@link io.xisuan.billing.rendering.PdfPrinter}.
 */
@NullMarked
package io.xisuan.billing.rendering;

import org.jspecify.annotations.NullMarked;
