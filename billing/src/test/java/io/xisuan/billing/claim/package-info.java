/** Tests of claims. */
@NullMarked
package io.xisuan.billing.claim;

import org.jspecify.annotations.NullMarked;
