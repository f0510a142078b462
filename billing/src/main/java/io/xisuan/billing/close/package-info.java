/**
 * The checklist of a month's close: what must be done before the last invoices of a month are issued, and what may stay open when
 * somebody says so. It must not know where facts come from. Start reading at {@link io.xisuan.billing.close.Checklist}.
 */
@NullMarked
package io.xisuan.billing.close;

import org.jspecify.annotations.NullMarked;
