/**
 * Balances of vouchers, firms' yearly caps and yearly pools, and the holds on them: a single-writer state machine
 * whose refusals are values. It must not know prices, usage or the clock. Start reading at {@link
 * io.xisuan.billing.entitlement.EntitlementBook}.
 */
@NullMarked
package io.xisuan.billing.entitlement;

import org.jspecify.annotations.NullMarked;
