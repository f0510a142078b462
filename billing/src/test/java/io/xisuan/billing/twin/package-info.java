/**
 * The slow twin of rating and subsidies: the rules once more with big fractions and plain lists, and the comparison over random
 * histories. Start reading at {@link io.xisuan.billing.twin.PlainBilling}.
 */
@NullMarked
package io.xisuan.billing.twin;

import org.jspecify.annotations.NullMarked;
