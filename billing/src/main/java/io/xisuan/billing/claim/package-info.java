/**
 * Claims on programmes: posted deductions of one programme and month as one batch with a Merkle root. It must not
 * know how a batch is submitted. Start reading at {@link io.xisuan.billing.claim.ClaimBatch}.
 */
@NullMarked
package io.xisuan.billing.claim;

import org.jspecify.annotations.NullMarked;
