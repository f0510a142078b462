/**
 * The commands on claims: what can be claimed and by when, each step of a claim, its archive, and the pack with which a buyer applies itself.
 * Start reading at {@link io.xisuan.cli.claim.ClaimCommand}.
 */
@NullMarked
package io.xisuan.cli.claim;

import org.jspecify.annotations.NullMarked;
