/**
 * Answers to what a firm asks of the hub: a quote with start times, why a job stands where it stands, when it starts, what was spent. Values
 * in, JSON out: it must not ask the cluster, change a book, or say anything of another tenant. Start reading at {@link
 * io.xisuan.operator.inquiry.QuoteAnswers}.
 */
@NullMarked
package io.xisuan.operator.inquiry;

import org.jspecify.annotations.NullMarked;
