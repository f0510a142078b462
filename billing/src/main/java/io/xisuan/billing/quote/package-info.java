/**
 * What a job would cost at a site before it runs: gross, payable now, expected later and why each programme
 * applies or not. It must not know the scheduler nor keep anything. Start reading at {@link
 * io.xisuan.billing.quote.Quoter}.
 */
@NullMarked
package io.xisuan.billing.quote;

import org.jspecify.annotations.NullMarked;
