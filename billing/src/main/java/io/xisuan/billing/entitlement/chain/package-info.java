/**
 * The chain of what was done to balances: one entry for each committed batch, with its commands and answers as canonical bytes,
 * and the replay that says whether the balances still are what the entries make of them. It must not know tables or files. Start
 * reading at {@link io.xisuan.billing.entitlement.chain.Replay}.
 */
@NullMarked
package io.xisuan.billing.entitlement.chain;

import org.jspecify.annotations.NullMarked;
