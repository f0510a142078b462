/**
 * The commands {@code quote}, {@code quote make}, {@code list} and {@code show}: what a job would cost at each site before it is submitted,
 * in Chinese or English; and {@code submit}, which shows it, asks once and submits. Quotes must not hold or start anything. Start reading at
 * {@link io.xisuan.cli.quote.QuoteCommand}.
 */
@NullMarked
package io.xisuan.cli.quote;

import org.jspecify.annotations.NullMarked;
