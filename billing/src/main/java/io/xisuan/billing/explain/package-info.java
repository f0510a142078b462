/**
 * Why a line of an issued document is what it is: price, VAT and each programme's share, from the document alone and in words. It must
 * not read balances or programmes: those have moved on since. Start reading at {@link io.xisuan.billing.explain.LineExplanation}.
 */
@NullMarked
package io.xisuan.billing.explain;

import org.jspecify.annotations.NullMarked;
