/**
 * Claims on programmes: which deducted fen are claimed, what became of them, and what that does to the books. It must not know
 * how a claim is submitted nor where it is stored. Start reading at {@link io.xisuan.billing.claim.Claim}.
 */
@NullMarked
package io.xisuan.billing.claim;

import org.jspecify.annotations.NullMarked;
