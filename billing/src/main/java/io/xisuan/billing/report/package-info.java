/**
 * Reports on the books as of a day and as of what was recorded then: trial balance, what is owed, revenue, VAT. They follow from entries
 * alone, so the same question has the same answer for ever. Start reading at {@link io.xisuan.billing.report.AsOf}.
 */
@NullMarked
package io.xisuan.billing.report;

import org.jspecify.annotations.NullMarked;
